import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { buildIfStale } from './build-if-stale.ts'
import { formatCounts } from './counts.ts'
import { root } from './root.ts'

// `npm run package:check`: packs the application around a dummy in place of Electron's program and looks at the result.
// electron-builder and the fuses are the real ones; only the dummy would not start.

/** By this mark the fuses are found in the program. Behind it: version 1, nine fuses, all of them '1'. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuseWire = Buffer.concat([Buffer.from(fuseSentinel), Buffer.from([1, 9]), Buffer.from('111111111')])

const off = '0'.charCodeAt(0)
const on = '1'.charCodeAt(0)
const wantedFuses: [FuseV1Options, number][] = [
  [FuseV1Options.RunAsNode, off],
  [FuseV1Options.EnableCookieEncryption, off],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, off],
  [FuseV1Options.EnableNodeCliInspectArguments, off],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, on],
  [FuseV1Options.OnlyLoadAppFromAsar, on],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, off],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, off],
]

const entries = [
  'out/main/index.js',
  'out/main/data-process.js',
  'out/main/training-process.js',
  'out/main/training-worker.js',
  'out/main/simd/relaxed.wasm',
  'out/main/simd/plain.wasm',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
]

async function makeDummy(folder: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true })
  await mkdir(join(folder, 'resources'))
  await writeFile(join(folder, 'electron'), Buffer.concat([Buffer.from('a dummy '), fuseWire]))
  await chmod(join(folder, 'electron'), 0o755)
  await writeFile(join(folder, 'locales/en-US.pak'), '')
  await writeFile(join(folder, 'LICENSE'), '')
  await writeFile(join(folder, 'version'), '')
}

function pack(dummy: string, output: string): void {
  const builder = join(root, 'node_modules/electron-builder/cli.js')
  const options = [
    '--linux',
    '--dir',
    '--publish',
    'never',
    `-c.electronDist=${dummy}`,
    `-c.directories.output=${output}`,
  ]
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, ...options], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`electron-builder failed:\n${stdout}${stderr}`)
}

let passed = 0
let failed = 0
/** `fault` says what is wrong; null when nothing is. */
function check(sentence: string, fault: string | null): void {
  if (fault === null) passed++
  else failed++
  console.log(fault === null ? `  ok    ${sentence}` : `  FAIL  ${sentence}: ${fault}`)
}
const listed = (names: string[]): string | null => (names.length > 0 ? names.join(', ') : null)

await buildIfStale()
const folder = await mkdtemp(join(tmpdir(), 'package-check-'))
try {
  await makeDummy(join(folder, 'electron'))
  pack(join(folder, 'electron'), join(folder, 'dist'))
  const unpacked = join(folder, 'dist/linux-unpacked')
  const asar = join(unpacked, 'resources/app.asar')
  const files = listPackage(asar, { isPack: false }).map((path) => path.replaceAll('\\', '/').slice(1))
  const packed = new Set(files)

  check(
    'all entries, worker threads and compiled routines are inside',
    listed(entries.filter((name) => !packed.has(name))),
  )
  check('nothing lies unpacked beside the archive', existsSync(`${asar}.unpacked`) ? 'app.asar.unpacked' : null)
  check('no node_modules', listed(files.filter((name) => name.startsWith('node_modules'))))
  check(
    'no sources, tests or maps',
    listed(files.filter((name) => /^(src|test|scripts|docs)|\.(ts|vue|map)$/.test(name))),
  )
  const strays = files.filter((name) => !/^(out|out\/(main|preload|renderer)(\/.*)?|package\.json)$/.test(name))
  check('nothing but the bundles and package.json', listed(strays))

  const rendererFiles = await readdir(join(root, 'out/renderer'), { recursive: true, withFileTypes: true })
  const missing = rendererFiles
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((name) => !packed.has(name))
  check('the whole page is inside', listed(missing))

  const wasm = await readFile(join(root, 'out/main/simd/plain.wasm'))
  const same = packed.has('out/main/simd/plain.wasm') && extractFile(asar, 'out/main/simd/plain.wasm').equals(wasm)
  check('what is inside is what was built', same ? null : 'plain.wasm differs')

  const manifest = JSON.parse(extractFile(asar, 'package.json').toString()) as Record<string, unknown>
  check('package.json starts the main bundle', manifest.main === 'out/main/index.js' ? null : String(manifest.main))
  check('package.json names no packages', listed(['dependencies', 'devDependencies'].filter((key) => key in manifest)))

  const wire = await getCurrentFuseWire(join(unpacked, 'digit-workbench'))
  const wrong = wantedFuses.filter(([fuse, state]) => Number(wire[fuse]) !== state).map(([fuse]) => FuseV1Options[fuse])
  check('every fuse is as electron-builder.yml wants it', listed(wrong))
} catch (error) {
  check('the application can be packed', error instanceof Error ? error.message : String(error))
} finally {
  await rm(folder, { recursive: true, force: true })
}
console.log(formatCounts({ passed, failed, skipped: 0 }))
process.exitCode = failed > 0 ? 1 : 0
