import { describe, expect, it } from 'vitest'
import type { ParamDeclaration } from '#learn/pipeline/pipeline-spec.ts'
import { declarations } from '#learn/pipeline/declarations.ts'
import { problemOf } from '#learn/params.ts'
import { defaultParams, readParam } from '#renderer/places/train/read-param.ts'

const about = { name: 'x', label: 'X', help: '' }
const C: ParamDeclaration = {
  ...about,
  type: 'number',
  min: 0,
  minExclusive: true,
  max: Infinity,
  scale: 'log',
  default: 1,
}
const rows: ParamDeclaration = { ...about, type: 'number', min: 10, max: 6000, integer: true, default: 10 }
const gamma: ParamDeclaration = {
  ...about,
  type: 'number',
  min: 0,
  max: Infinity,
  special: ['scale', 'auto'],
  default: 'scale',
}

describe('checking a parameter', () => {
  it('accepts every default that an estimator declares', () => {
    for (const declaration of declarations) {
      const params = defaultParams(declaration)
      for (const param of declaration.params) {
        expect(problemOf(param, params[param.name]), `${declaration.kind}.${param.name}`).toBeNull()
      }
    }
  })

  it('says the range in words when a number lies outside', () => {
    expect(problemOf(C, 0)).toBe('Give a number above 0.')
    expect(problemOf(rows, 6001)).toBe('Give a whole number from 10 to 6,000.')
    expect(problemOf(rows, 10.5)).toBe('Give a whole number from 10 to 6,000.')
    expect(problemOf(rows, 10)).toBeNull()
  })

  it('takes named values where they are declared and no others', () => {
    expect(problemOf(gamma, 'auto')).toBeNull()
    expect(problemOf(gamma, 'automatic')).toBe('Give a number of at least 0 or scale or auto.')
  })
})

describe('reading what was typed', () => {
  it('keeps text that is no number, so that the check can refuse it', () => {
    expect(readParam(C, ' 1e-4 ')).toBe(1e-4)
    expect(readParam(C, '1,5')).toBe('1,5')
    expect(problemOf(C, readParam(C, ''))).toBe('Give a number above 0.')
  })

  it('reads a list of numbers with commas or spaces', () => {
    const list: ParamDeclaration = { ...about, type: 'numbers', length: 3, default: [0, 0, 0] }
    expect(readParam(list, '1, 2 3')).toEqual([1, 2, 3])
    expect(problemOf(list, readParam(list, '1, 2'))).toBe('Give a list of 3 numbers, separated by commas.')
  })
})
