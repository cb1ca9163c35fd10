import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const builtFrom = [
  'src-main',
  'src-renderer',
  'scripts/build.ts',
  'scripts/build-simd.ts',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]
const stamp = 'out/build-stamp'

/**
 * Names, sizes and dates of all that is built from. Only the newest date would not do: a deleted file leaves no date,
 * and a file restored from elsewhere may bring an old one.
 */
export async function fingerprint(root: string): Promise<string> {
  const lines: string[] = []
  const visit = async (path: string): Promise<void> => {
    const found = await stat(join(root, path)).catch(() => null)
    if (found?.isDirectory()) {
      await Promise.all((await readdir(join(root, path))).map((name) => visit(`${path}/${name}`)))
    } else if (found) {
      lines.push(`${path} ${found.size} ${found.mtimeMs}`)
    }
  }
  await Promise.all(builtFrom.map(visit))
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}

/** Keeps what the build was made from; take the fingerprint before building, so that an edit meanwhile counts. */
export async function writeStamp(root: string, builtFingerprint: string): Promise<void> {
  await mkdir(dirname(join(root, stamp)), { recursive: true })
  await writeFile(join(root, stamp), builtFingerprint)
}

export async function isStale(root: string): Promise<boolean> {
  const built = await readFile(join(root, stamp), 'utf8').catch(() => null)
  return built !== (await fingerprint(root))
}
