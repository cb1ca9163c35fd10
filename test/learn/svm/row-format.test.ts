import { describe, expect, it } from 'vitest'
import { rowFormat } from '#learn/svm/row-format.ts'

describe('kernel rows are kept in 20 bits a value', () => {
  const usual = { rows: 60_000, bound: 1, tolerance: 1e-3, allColumns: true }

  it('where the kernel gives values of [-1, 1]', () => {
    expect(rowFormat('rbf', usual)).toBe('packed')
    expect(rowFormat('sigmoid', { ...usual, rows: 10_000 })).toBe('packed')
    expect(rowFormat('poly', usual)).toBe('float32')
    expect(rowFormat('linear', usual)).toBe('float32')
  })

  it('and rounding stays below a share of the tolerance, whatever the alphas', () => {
    expect(rowFormat('sigmoid', usual)).toBe('float32')
    expect(rowFormat('rbf', { ...usual, bound: 10 })).toBe('float32')
    expect(rowFormat('rbf', { ...usual, tolerance: 1e-4 })).toBe('float32')
    expect(rowFormat('rbf', { ...usual, rows: 700_000 })).toBe('float32')
    expect(rowFormat('rbf', { ...usual, rows: 10_000, bound: 3 })).toBe('packed')
  })

  it('and every problem takes in all rows', () => {
    expect(rowFormat('rbf', { ...usual, allColumns: false })).toBe('float32')
  })
})
