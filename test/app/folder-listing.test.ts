import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FileTable } from '#app/file-table.ts'
import { listFolder } from '#app/folder-listing.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'

describe('listFolder', () => {
  it('shows folders first, in a person’s order, without hidden files and broken links', async () => {
    const folder = temporaryFolder()
    for (const name of ['b10.csv', 'b9.csv', 'A.csv', '.hidden']) writeFileSync(join(folder, name), 'abc')
    mkdirSync(join(folder, 'zoo'))
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link'))
    const files = new FileTable()
    const { path, parent, entries } = await listFolder(folder, files)
    expect(path).toBe(folder)
    expect(entries.map(({ name, kind }) => [name, kind])).toEqual([
      ['zoo', 'folder'],
      ['A.csv', 'file'],
      ['b9.csv', 'file'],
      ['b10.csv', 'file'],
    ])
    expect(entries[1].bytes).toBe(3)
    expect(files.pathOf(entries[1].id)).toBe(join(folder, 'A.csv'))
    expect(files.pathOf(parent as string)).toBe(join(folder, '..'))
  })

  it('has no parent at the root', async () => {
    expect((await listFolder('/', new FileTable())).parent).toBeNull()
  })

  it('says which folder cannot be opened', async () => {
    await expect(listFolder(join(temporaryFolder(), 'gone'), new FileTable())).rejects.toMatchObject({
      code: 'file-unreadable',
    })
  })
})

describe('FileTable', () => {
  it('gives the same path the same id, and knows no id that it did not give', () => {
    const files = new FileTable()
    expect(files.idOf('/a/b')).toBe(files.idOf('/a/./b'))
    expect(files.idOf('/a/b')).not.toContain('a/b')
    expect(() => files.pathOf('/a/b')).toThrow(expect.objectContaining({ code: 'not-found' }))
  })
})
