import { expect, it } from 'vitest'
import { formatCounts, readCounts, sum, withExitCode } from '../../scripts/counts.ts'

it('reads the last line of counts that a suite printed', () => {
  const output =
    'one\n1 passed, 0 failed, 0 skipped\n  9 passed, 9 failed, 9 skipped here\n3 passed, 2 failed, 1 skipped\n'
  expect(readCounts(output)).toEqual({ passed: 3, failed: 2, skipped: 1 })
})

it('counts a suite that printed no counts as failed, even with exit code 0', () => {
  expect(readCounts('all well')).toBeNull()
  expect(withExitCode(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(withExitCode({ passed: 0, failed: 0, skipped: 0 }, 0).failed).toBe(1)
})

it('counts a suite that ended badly as failed although all its tests passed', () => {
  expect(withExitCode({ passed: 5, failed: 0, skipped: 0 }, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 })
  expect(withExitCode({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2)
  expect(withExitCode({ passed: 5, failed: 0, skipped: 1 }, 0)).toEqual({ passed: 5, failed: 0, skipped: 1 })
})

it('adds up all suites into the closing line', () => {
  const total = sum([
    { passed: 1, failed: 0, skipped: 2 },
    { passed: 10, failed: 1, skipped: 0 },
  ])
  expect(formatCounts(total)).toBe('11 passed, 1 failed, 2 skipped')
})
