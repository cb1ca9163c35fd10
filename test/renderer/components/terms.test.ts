import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { terms } from '#renderer/components/terms.ts'

it('every term that is explained stands somewhere on the page', () => {
  const files = globSync('src-renderer/**/*.{ts,vue}').filter((path) => !path.endsWith('terms.ts'))
  const page = files.map((path) => readFileSync(path, 'utf8')).join('\n')
  const missing = Object.keys(terms).filter((term) => !new RegExp(`['"]${term}['"]`).test(page))
  expect(missing).toEqual([])
})
