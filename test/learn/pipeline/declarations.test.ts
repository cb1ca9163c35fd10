import { expect, it } from 'vitest'
import { declarations } from '#learn/pipeline/declarations.ts'
import { declarationOf, registered } from '#learn/pipeline/registry.ts'

it('declares every estimator that can be fitted, and no other', () => {
  expect(declarations.map(({ kind }) => kind).sort()).toEqual(registered.map(({ kind }) => kind).sort())
})

it.each(declarations)('$kind is declared as its class declares itself', (declaration) => {
  expect(declarationOf(declaration.kind)).toBe(declaration)
})
