import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fingerprint, isStale, writeStamp } from '../../scripts/staleness.ts'

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'staleness-'))
  await mkdir(join(root, 'src-main/app'), { recursive: true })
  await writeFile(join(root, 'src-main/app/core.ts'), 'one')
  await writeFile(join(root, 'src-main/index.ts'), 'two')
})
afterEach(() => rm(root, { recursive: true }))

const built = async () => writeStamp(root, await fingerprint(root))

it('calls a folder that was never built stale, and a built one fresh', async () => {
  expect(await isStale(root)).toBe(true)
  await built()
  expect(await isStale(root)).toBe(false)
})

it('notices a change, a new file, a deleted file and a renamed one', async () => {
  const changes = [
    () => writeFile(join(root, 'src-main/app/core.ts'), 'changed'),
    () => writeFile(join(root, 'src-main/app/new.ts'), ''),
    () => rename(join(root, 'src-main/app/new.ts'), join(root, 'src-main/app/newer.ts')),
    () => rm(join(root, 'src-main/app/newer.ts')),
  ]
  for (const change of changes) {
    await built()
    await change()
    expect(await isStale(root)).toBe(true)
  }
})

it('notices a file of the same size with an older date', async () => {
  await built()
  await utimes(join(root, 'src-main/index.ts'), 1000, 1000)
  expect(await isStale(root)).toBe(true)
})

it('does not care for files that nothing is built from', async () => {
  await built()
  await writeFile(join(root, 'README.md'), 'new')
  expect(await isStale(root)).toBe(false)
})
