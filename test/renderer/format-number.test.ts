import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatMargin,
  formatMemory,
  formatPercent,
  formatPlural,
  formatScore,
  formatSeconds,
  formatValue,
} from '#renderer/format-number.ts'

/** Thin spaces are typography; the tests read better without. */
const plain = (text: string) => text.replaceAll('\u202f', ' ')

describe('numbers as people read them', () => {
  it('separates thousands', () => {
    expect(formatCount(60_000)).toBe('60,000')
    expect(formatPlural(1, 'digit')).toBe('1 digit')
    expect(formatPlural(2, 'digit')).toBe('2 digits')
    expect(formatPlural(2, 'branch', 'branches')).toBe('2 branches')
  })

  it('shows accuracies with two decimals and their margin in points', () => {
    expect(plain(formatPercent(0.9753))).toBe('97.53 %')
    expect(plain(formatPercent(1, 0))).toBe('100 %')
    expect(plain(formatMargin([0.9723, 0.9783]))).toBe('± 0.30')
    expect(formatScore(0.97528)).toBe('0.9753')
    expect(formatScore(null)).toBe('–')
  })

  it.each([
    [0, '0 ms'],
    [0.00042, '0.42 ms'],
    [0.0042, '4.2 ms'],
    [0.0999, '0.10 s'],
    [0.41, '0.41 s'],
    [0.999, '1.0 s'],
    [2.44, '2.4 s'],
    [9.97, '10 s'],
    [24.3, '24 s'],
    [99.6, '1.7 min'],
    [210, '3.5 min'],
    [5980, '1.7 h'],
  ])('gives %d seconds two significant digits', (seconds, text) => {
    expect(plain(formatSeconds(seconds))).toBe(text)
  })

  it('gives memory and files a unit that suits', () => {
    expect(plain(formatMemory(310.4))).toBe('310 MB')
    expect(plain(formatMemory(1946))).toBe('1.9 GB')
    expect(plain(formatBytes(109_575_994))).toBe('110 MB')
    expect(plain(formatBytes(12))).toBe('12 bytes')
  })

  it('cuts values to their significant digits', () => {
    expect(formatValue(14100.3, 3)).toBe('14,100')
    expect(formatValue(0.012345)).toBe('0.01235')
    expect(formatValue(1e-7)).toBe('1.00e-7')
    expect(formatValue(Number.NaN)).toBe('–')
  })
})
