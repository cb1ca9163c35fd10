import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import asc from 'assemblyscript/asc'

const root = join(import.meta.dirname, '..')
const sources = join(root, 'src-main/simd/assembly')
const target = join(root, 'out/main/simd')

const changed = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

function upToDate(): boolean {
  const newest = Math.max(
    ...readdirSync(sources).map((file) => changed(join(sources, file))),
    changed(import.meta.filename),
  )
  return ['relaxed', 'plain'].every((variant) => changed(join(target, `${variant}.wasm`)) > newest)
}

async function compile(variant: 'relaxed' | 'plain'): Promise<void> {
  const unfinished = join(target, `${variant}.${process.pid}.tmp`)
  const features = ['simd', 'threads', 'bulk-memory', ...(variant === 'relaxed' ? ['relaxed-simd'] : [])]
  const { error, stderr } = await asc.main([
    join(sources, 'index.ts'),
    ...['--outFile', unfinished],
    ...features.flatMap((feature) => ['--enable', feature]),
    ...['--importMemory', '--sharedMemory', '--initialMemory', '18', '--maximumMemory', '65536'],
    ...['-O3', '--runtime', 'stub', '--noAssert'],
  ])
  if (error) throw new Error(`${stderr.toString()}\n${error.message}`)
  renameSync(unfinished, join(target, `${variant}.wasm`))
}

/** Compiles src-main/simd/assembly to out/main/simd/{relaxed,plain}.wasm; does nothing when they are newer than the sources. */
export async function buildSimd(options: { force?: boolean } = {}): Promise<void> {
  if (!options.force && upToDate()) return
  mkdirSync(target, { recursive: true })
  await compile('relaxed')
  await compile('plain')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await buildSimd({ force: process.argv.includes('--force') })
