import { describe, expect, it } from 'vitest'
import type { Fitted, FittedClassifier } from '#learn/estimator.ts'
import type { Features } from '#learn/features.ts'
import { rowRange, toDense } from '#learn/feature-rows.ts'
import { classifierClass, transformerClass } from '#learn/pipeline/class-table.ts'
import { featuresOf } from '#learn/pipeline/pipeline.ts'
import type { StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import { buildClassifier, buildTransformer } from '#learn/pipeline/registry.ts'
import { barDigits } from '../processes/training/bar-digits.ts'
import { type BuildName, builds, contextOf, type CommonOptions, commonPromises, once } from './common-promises.ts'
import { closeTo } from './golden.ts'

export interface ClassifierOptions extends CommonOptions {
  /** Training rows; default 120. More bring out the solvers for large sets. */
  rows?: number
  /** A single class is no error. */
  oneClass?: 'allowed'
  /** Largest difference between a fit by compiled routines and one by the plain twin, relative to max(1, |value|). */
  between?: number
}

/** What holds for every transformer, whichever routines it is given. */
export function transformerBattery(step: StepSpec, options: CommonOptions = {}): void {
  describe.each(builds)(`${nameOf(step)} as a transformer (%s)`, (build) => {
    const entry = transformerClass(step.kind)
    const pixels = featuresOf(barDigits(120, 5))
    const fit = (X: Features) => buildTransformer(step).fit(X, null, contextOf(build))
    commonPromises<Fitted>(
      {
        step,
        pixels,
        build,
        make: () => buildTransformer(step),
        fit,
        whole: once(() => fit(pixels)),
        answers: (fitted, X) => toDense(entry.transform(fitted, X)).values,
      },
      options,
    )
  })
}

/** What holds for every classifier, whichever routines it is given. */
export function classifierBattery(step: StepSpec, options: ClassifierOptions = {}): void {
  const { rows = 120, between = 1e-9 } = options
  const digits = barDigits(rows, 5)
  const pixels = featuresOf(digits)
  const asked = rowRange(pixels, 0, 120)
  const y = digits.labels
  const entry = classifierClass(step.kind)
  const fitWith = (build: BuildName, X: Features, labels = y.subarray(0, X.rows)) =>
    buildClassifier(step).fit(X, labels, contextOf(build))
  const wholeOf = Object.fromEntries(builds.map((build) => [build, once(() => fitWith(build, pixels))]))

  describe.each(builds)(`${nameOf(step)}${options.rows === undefined ? '' : ` on ${rows} rows`} (%s)`, (build) => {
    const fit = (X: Features, labels?: Uint8Array) => fitWith(build, X, labels)
    const answers = (fitted: FittedClassifier, X: Features) => entry.decisionFunction(fitted, X, contextOf(build))
    const whole = wholeOf[build]
    commonPromises<FittedClassifier>(
      { step, pixels, build, make: () => buildClassifier(step), fit: (X) => fit(X), whole, answers },
      { oneRow: options.oneClass === 'allowed' ? undefined : /at least two classes/, ...options },
    )

    it('names its classes, ascending, and gives every class a column', () => {
      expect(whole().classes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
      expect(answers(whole(), asked)).toHaveLength(120 * 10)
    })

    it('gives one value a row for two classes', () => {
      const fitted = fit(
        asked,
        y.subarray(0, 120).map((label) => (label === 3 ? 9 : 4)),
      )
      expect(fitted.classes).toEqual([4, 9])
      expect(answers(fitted, asked)).toHaveLength(120)
    })

    it('names both numbers when labels are missing', () => {
      expect(() => fit(asked, y.subarray(0, 90))).toThrow(/120 samples but 90 labels/)
    })

    it(options.oneClass === 'allowed' ? 'answers the only class there is' : 'refuses a single class', () => {
      const only = () => fit(asked, new Uint8Array(120).fill(6))
      if (options.oneClass === 'allowed') expect(only().classes).toEqual([6])
      else expect(only).toThrow(/at least two classes/)
    })

    it.each([
      ['a missing value', NaN],
      ['an infinite value', Infinity],
    ])('does not answer for %s', (_what, value) => {
      const spoilt = toDense(asked)
      spoilt.values[64 + 1] = value
      expect(() => answers(whole(), spoilt)).toThrow(/ in row 2, column 2/)
    })

    if (build === 'twin') return
    it('learns what the plain twin learns, and answers for its model as it does', () => {
      const twin = wholeOf.twin()
      const scores = entry.decisionFunction(twin, asked, contextOf('twin'))
      const tolerance = { rtol: between, atol: between }
      expect(closeTo(answers(whole(), asked), scores, tolerance)).toBe(true)
      expect(closeTo(answers(twin, asked), scores, tolerance)).toBe(true)
    })
  })
}

function nameOf({ kind, params, estimator }: StepSpec): string {
  const given = Object.entries(params).map(([name, value]) => `${name} ${String(value)}`)
  const inner = [...(estimator === undefined ? [] : [nameOf(estimator)]), ...given].join(', ')
  return inner === '' ? kind : `${kind}(${inner})`
}
