import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings, writeSettings } from '#store/settings-file.ts'
import { findSource, rememberSource } from '#store/source-index.ts'
import { temporaryFolder } from './temporary-folder.ts'

const defaults = { theme: 'system', leftHanded: false, digitsOnPaper: false, masks: [] }

describe('small files', () => {
  it('give defaults when they are not there, and what was written when they are', async () => {
    const dataFolder = temporaryFolder()
    expect(await readSettings(dataFolder)).toEqual({ value: defaults, problem: null })
    const written = {
      theme: 'dark',
      leftHanded: true,
      digitsOnPaper: false,
      masks: [{ name: 'a', kept: '01' }],
    } as const
    await writeSettings(dataFolder, { ...written, masks: [...written.masks] })
    expect((await readSettings(dataFolder)).value).toEqual(written)
  })

  it.each(['', '{"theme":', 'null', '\u0000'])('that are damaged (%j) are set aside with a sentence', async (text) => {
    const dataFolder = temporaryFolder()
    writeFileSync(join(dataFolder, 'settings.json'), text)
    const { value, problem } = await readSettings(dataFolder)
    expect(value).toEqual(defaults)
    const [aside] = readdirSync(dataFolder)
    expect(aside).toMatch(/^settings\.damaged-\d+\.json$/)
    expect(problem).toBe(`settings.json was damaged; it was set aside as ${aside} and a new one was begun.`)
    expect(readFileSync(join(dataFolder, aside), 'utf8')).toBe(text)
  })

  it('give defaults with a sentence when they cannot be read at all', async () => {
    const dataFolder = temporaryFolder()
    mkdirSync(join(dataFolder, 'settings.json'))
    const { value, problem } = await readSettings(dataFolder)
    expect(value).toEqual(defaults)
    expect(problem).toMatch(/^Reading settings\.json failed: /)
  })
})

describe('settings.json', () => {
  it('loses nothing but the field that cannot be read', async () => {
    const dataFolder = temporaryFolder()
    const mask = { name: 'corner', kept: '1000' }
    const masks = [mask, { name: 'broken', kept: 'x' }, 7]
    writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ theme: 'pink', leftHanded: true, masks }))
    const { value, problem } = await readSettings(dataFolder)
    expect(problem).toBeNull()
    expect(value).toEqual({ ...defaults, leftHanded: true, masks: [mask] })
  })
})

describe('sources.json', () => {
  it('remembers every file, also those opened at the same moment', async () => {
    const dataFolder = temporaryFolder()
    const names = ['a', 'b', 'c', 'd']
    await Promise.all(names.map((name) => rememberSource(dataFolder, name, { dataset: name, description: name })))
    for (const name of names) expect(await findSource(dataFolder, name)).toEqual({ dataset: name, description: name })
    expect(await findSource(dataFolder, 'e')).toBeNull()
  })
})
