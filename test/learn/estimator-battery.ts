import { describe, expect, it } from 'vitest'
import type { Fitted, Transformer } from '#learn/estimator.ts'
import type { Features } from '#learn/features.ts'
import { denseFeatures, rowRange, toDense } from '#learn/feature-rows.ts'
import { type AnyClassifier, classifierClass, transformerClass } from '#learn/pipeline/class-table.ts'
import { featuresOf } from '#learn/pipeline/pipeline.ts'
import type { StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import { buildClassifier, buildTransformer } from '#learn/pipeline/registry.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { plainContext } from '#simd/contexts.ts'
import { barDigits } from '../processes/training/bar-digits.ts'

const digits = barDigits(120, 5)
const pixels = featuresOf(digits)
const y = digits.labels
const context = () => plainContext({ random: new NumpyRandomState(42) })

export interface BatteryOptions {
  /** Takes NaN as a missing value. */
  nan?: 'allowed'
  /** A single class is no error. */
  oneClass?: 'allowed'
}

/** What holds for every transformer. */
export function transformerBattery(step: StepSpec): void {
  describe(`${step.kind} as a transformer`, () => {
    const entry = transformerClass(step.kind)
    const fit = (X: Features) => buildTransformer(step).fit(X, null, context())
    const valuesOf = (fitted: Fitted, X: Features) => toDense(entry.transform(fitted, X)).values
    commonPromises<Transformer<Fitted>, Fitted>({
      kind: step.kind,
      make: () => buildTransformer(step),
      fit: (X) => fit(X),
      answers: valuesOf,
    })
  })
}

/** What holds for every classifier. */
export function classifierBattery(step: StepSpec, options: BatteryOptions = {}): void {
  describe(`${nameOf(step)} as a classifier`, () => {
    const entry = classifierClass(step.kind)
    const fit = (X: Features, labels = y.subarray(0, X.rows)) => buildClassifier(step).fit(X, labels, context())
    type FittedHere = ReturnType<typeof fit>
    const scoresOf = (fitted: FittedHere, X: Features) => entry.decisionFunction(fitted, X, context())
    commonPromises<AnyClassifier, FittedHere>({
      kind: step.kind,
      make: () => buildClassifier(step),
      fit: (X) => fit(X),
      answers: scoresOf,
    })

    it('names its classes, ascending, and gives every class a column', () => {
      const fitted = fit(pixels)
      expect(fitted.classes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
      expect(scoresOf(fitted, pixels)).toHaveLength(120 * 10)
    })

    it('gives one value a row for two classes', () => {
      const fitted = fit(
        pixels,
        y.map((label) => (label === 3 ? 9 : 4)),
      )
      expect(fitted.classes).toEqual([4, 9])
      expect(scoresOf(fitted, pixels)).toHaveLength(120)
    })

    it('names both numbers when labels are missing', () => {
      expect(() => fit(pixels, y.subarray(0, 90))).toThrow(/120 samples but 90 labels/)
    })

    it.skipIf(options.nan === 'allowed')('refuses a missing value and says where it is', () => {
      const X = denseFeatures([
        [1, 2],
        [3, NaN],
      ])
      expect(() => fit(X, Uint8Array.of(0, 1))).toThrow(/NaN.* row 2, column 2/)
    })

    it(options.oneClass === 'allowed' ? 'answers the only class there is' : 'refuses a single class', () => {
      const only = () =>
        fit(
          pixels,
          y.map(() => 6),
        )
      if (options.oneClass === 'allowed') expect(only().classes).toEqual([6])
      else expect(only).toThrow(/at least two classes/)
    })
  })
}

interface Promises<Made, F> {
  kind: string
  make(): Made
  fit(X: Features): F
  answers(fitted: F, X: Features): Float64Array
}

function commonPromises<Made, F extends Fitted>({ kind, make, fit, answers }: Promises<Made, F>): void {
  it('does no work before it is fitted', () => {
    expect(make).not.toThrow()
  })

  it('leaves its input as it was', () => {
    const before = pixels.pixels.slice()
    const labels = y.slice()
    fit(pixels)
    expect(pixels.pixels).toEqual(before)
    expect(y).toEqual(labels)
  })

  it('gives the same when fitted again', () => {
    expect(fit(pixels)).toEqual(fit(pixels))
  })

  it('is plain data once fitted: a copy answers alike', () => {
    const fitted = fit(pixels)
    expect(answers(structuredClone(fitted), pixels)).toEqual(answers(fitted, pixels))
  })

  it('answers a row alone as among others', () => {
    const fitted = fit(pixels)
    const all = answers(fitted, pixels)
    const one = answers(fitted, rowRange(pixels, 0, 1))
    expect(one).toEqual(all.slice(0, one.length))
  })

  it('refuses no samples and no columns', () => {
    expect(() => fit(rowRange(pixels, 0, 0))).toThrow(/no samples/)
    expect(() => fit(denseFeatures([[], []]))).toThrow(/without columns/)
  })

  it('names both numbers when the columns differ', () => {
    const fitted = fit(pixels)
    const narrow = featuresOf({ rows: 1, height: 1, width: 3, pixels: new Uint8Array(3), labels: new Uint8Array(1) })
    expect(() => answers(fitted, narrow)).toThrow(`${kind} was fitted on 64 columns, but these digits have 3.`)
  })
}

function nameOf({ kind, estimator }: StepSpec): string {
  return estimator === undefined ? kind : `${kind}(${nameOf(estimator)})`
}
