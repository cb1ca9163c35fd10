import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const out = join(import.meta.dirname, '../../out')
if (!existsSync(join(out, 'renderer/assets')))
  throw new Error('These tests need the bundles: run `npm run build` first.')

function scriptsIn(folder: string): string {
  const names = readdirSync(join(out, folder), { recursive: true, encoding: 'utf8' })
  const scripts = names.filter((name) => name.endsWith('.js'))
  return scripts.map((name) => readFileSync(join(out, folder, name), 'utf8')).join('\n')
}

const page = scriptsIn('renderer')
const processes = scriptsIn('main')

/** What the solvers say or call by name, so that minifying leaves it as it is. */
const wordsOfSolvers = [
  'logisticPass',
  'Logistic regression met numbers',
  'comparing digits',
  'No pixel has a variance above',
]

describe('the page', () => {
  it('carries the forms of the estimators', () => {
    expect(page).toContain('Nearest neighbours')
  })

  it.each(wordsOfSolvers)('leaves the solvers to the processes: %s', (words) => {
    expect(processes).toContain(words)
    expect(page).not.toContain(words)
  })

  it("asks for none of Node's own modules", () => {
    expect(page).not.toMatch(/["'`]node:/)
  })
})
