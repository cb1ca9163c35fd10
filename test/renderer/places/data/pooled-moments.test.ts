import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type MeasuredSet, pooledMoments } from '#renderer/places/data/pooled-moments.ts'

const size = 3
interface Digit {
  label: number
  pixels: number[]
}

function momentsOf(digits: Digit[]): { mean: Float64Array; variance: Float64Array } {
  const average = (of: (digit: Digit, j: number) => number) =>
    Float64Array.from({ length: size }, (_, j) => digits.reduce((sum, digit) => sum + of(digit, j) / digits.length, 0))
  const mean = average(({ pixels }, j) => pixels[j])
  return { mean, variance: average(({ pixels }, j) => (pixels[j] - mean[j]) ** 2) }
}

function measured(digits: Digit[], classes: number): MeasuredSet {
  const byClass = Array.from({ length: classes }, (_, label) => digits.filter((digit) => digit.label === label))
  const each = byClass.map(momentsOf)
  const joined = (of: (moments: (typeof each)[number]) => Float64Array) =>
    Float64Array.from(each.flatMap((one) => [...of(one)]))
  return {
    rows: digits.length,
    classCounts: byClass.map(({ length }) => length),
    moments: {
      ...momentsOf(digits),
      classMeans: joined(({ mean }) => mean),
      classVariances: joined(({ variance }) => variance),
    },
  }
}

const digits = (classes: number) =>
  fc.array(
    fc.record({
      label: fc.nat(classes - 1),
      pixels: fc.array(fc.nat(255), { minLength: size, maxLength: size }),
    }),
    { minLength: 1, maxLength: 12 },
  )

it('are those of all digits in one dataset, also where one has more classes than the other', () => {
  fc.assert(
    fc.property(digits(2), digits(4), (train, test) => {
      const pooled = pooledMoments([measured(train, 2), measured(test, 4)], size)
      const wanted = measured([...train, ...test], 4)
      expect(pooled.classCounts).toEqual(wanted.classCounts)
      for (const name of ['mean', 'variance', 'classMeans', 'classVariances'] as const) {
        pooled.moments[name].forEach((value, j) => expect(value, name).toBeCloseTo(wanted.moments[name][j], 8))
      }
    }),
  )
})

it('of one dataset are its own to the last bit', () => {
  fc.assert(
    fc.property(digits(3), (train) => {
      const own = measured(train, 3)
      expect(pooledMoments([own], size)).toEqual({ classCounts: own.classCounts, moments: own.moments })
    }),
  )
})
