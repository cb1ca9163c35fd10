import type { DigitSet } from './digit-set.ts'

/** "60,000 images 28 × 28, label first, no header, LF." */
export function describeDigits({ rows, height, width }: DigitSet, words: string[]): string {
  const count = rows.toLocaleString('en-GB')
  return `${[`${count} ${rows === 1 ? 'image' : 'images'} ${height} × ${width}`, ...words].join(', ')}.`
}
