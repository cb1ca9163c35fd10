import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What scikit-learn gave (make_golden.py). Numbers that JSON cannot hold stand there as strings. */
export function golden<Expected>(name: string): Expected {
  const text = readFileSync(join(import.meta.dirname, '../golden', `${name}.json`), 'utf8')
  return JSON.parse(text, (_key, value: unknown) => oddNumbers.get(value) ?? value).expected as Expected
}

/** The input of a case whose input is stored with it. */
export function goldenInput<Input>(name: string): Input {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../golden', `${name}.json`), 'utf8')).input as Input
}

const oddNumbers = new Map<unknown, number>([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
])

/** |actual - expected| <= atol + rtol * |expected|, entry by entry; NaN equals NaN. */
export function closeTo(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { rtol, atol = 0 }: { rtol: number; atol?: number },
): boolean {
  if (actual.length !== expected.length) return false
  return Array.from(expected).every((value, i) =>
    Number.isNaN(value) ? Number.isNaN(actual[i]) : Math.abs(actual[i] - value) <= atol + rtol * Math.abs(value),
  )
}
