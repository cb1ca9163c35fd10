import { describe, expect, it } from 'vitest'
import { AppError, hasCode } from '#learn/app-error.ts'
import type { PixelFeatures } from '#learn/features.ts'
import { rowRange } from '#learn/feature-rows.ts'
import { OneVsRestClassifier } from '#learn/multiclass/one-vs-rest-classifier.ts'
import { StandardScaler } from '#learn/preprocessing/standard-scaler.ts'
import { kernelRowsOf, supportFigures } from '#learn/inspection/support-figures.ts'
import { type FittedSVC, SVC } from '#learn/svm/svc.ts'
import { VirtualSupportVectors } from '#learn/svm/virtual-support-vectors.ts'
import '#learn/pipeline/registry.ts'
import { wasmContext } from '#simd/contexts.ts'
import { testDigits, trainDigits } from '../golden-digits.ts'

const side = 8
const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

/** The training digits and copies shifted right and down: too many for the exact solver. */
function manyDigits() {
  const { X, y } = trainDigits
  const pixels = new Uint8Array(3 * X.rows * side * side)
  for (let copy = 0; copy < 3; copy++) {
    for (let i = 0; i < X.rows; i++) {
      for (let p = 0; p < side * side; p++) {
        const from = copy === 0 ? p : copy === 1 ? p - 1 : p - side
        const inside = from >= 0 && (copy !== 1 || p % side > 0)
        pixels[(copy * X.rows + i) * side * side + p] = inside ? X.pixels[i * side * side + from] : 0
      }
    }
  }
  const images: PixelFeatures = { ...X, rows: 3 * X.rows, pixels }
  const scaler = new StandardScaler().fit(images, null, wasmContext())
  return {
    X: StandardScaler.transform(scaler, images),
    y: Uint8Array.from([...y, ...y, ...y]),
    test: StandardScaler.transform(scaler, testDigits.X),
  }
}

const { X, y, test } = manyDigits()
const megabyte = 2 ** 20
const agreement = (a: Uint8Array, b: Uint8Array) => a.filter((label, i) => label === b[i]).length / a.length

/** null: it ended with `aborted`. */
function fitOrAborted<T>(fit: () => T): T | null {
  try {
    return fit()
  } catch (error) {
    if (hasCode(error, 'aborted')) return null
    throw error
  }
}

describe('SVC over shared kernel rows', () => {
  const roomy = wasmContext()
  const whole = new OneVsRestClassifier({ estimator: new SVC({ kernel: 'rbf' }) }).fit(X, y, roomy)
  const expected = OneVsRestClassifier.predict(whole, test, roomy)

  it('learns the digits, and says the same for one row as for many', () => {
    expect(agreement(expected, testDigits.y)).toBeGreaterThan(0.92)
    const scores = OneVsRestClassifier.decisionFunction(whole, test, roomy)
    for (const i of [0, 7, 300]) {
      const alone = OneVsRestClassifier.decisionFunction(whole, rowRange(test, i, i + 1), roomy)
      alone.forEach((score, k) => expect(score).toBeCloseTo(scores[i * 10 + k], 4))
    }
  })

  it('leaves the workspace as it found it', () => {
    expect(roomy.workspace.usedBytes).toBe(0)
  })

  it('comes to the same model when few rows can be kept, and stays below the budget', () => {
    const context = wasmContext({ budgetBytes: 20 * megabyte })
    const fitted = new OneVsRestClassifier({ estimator: new SVC({ kernel: 'rbf' }) }).fit(X, y, context)
    expect(fitted.converged).toBe(true)
    expect(agreement(OneVsRestClassifier.predict(fitted, test, roomy), expected)).toBeGreaterThan(0.997)
    // Problems take turns, so that a row is computed hardly more than once for each problem that wants it.
    const union = supportFigures(whole)
    const sum = union?.perClass.reduce((a, b) => a + b, 0) ?? 0
    expect(kernelRowsOf(fitted)).toBeGreaterThan(union?.union ?? 0)
    expect(kernelRowsOf(fitted)).toBeLessThan(2 * sum)
  })

  it('says so when not even that is possible', () => {
    const context = wasmContext({ budgetBytes: 2 * megabyte })
    expect(() => new SVC().fitOneVsRest(X, y, digits, context)).toThrow(AppError)
  })

  it('tells progress that never falls and ends high', () => {
    const fractions = roomy.told.filter(({ phase }) => phase === 'fitting').map(({ fraction }) => fraction)
    expect(fractions.length).toBeGreaterThan(5)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(fractions.at(-1)).toBeGreaterThan(0.95)
  })

  it('stops when asked to, with the model it had', () => {
    const context = wasmContext()
    const stopping = {
      ...context,
      progress: () => {
        if (context.told.length === 3) context.stop.flag[0] = 1
        context.told.push({ phase: '', fraction: 0, objective: null })
      },
    }
    const fitted = new SVC({ kernel: 'rbf' }).fitOneVsRest(X, y, digits, stopping)
    expect(context.told.length).toBe(4)
    expect(fitted[0].complete).toBe(false)
    expect(fitted[0].supportRows.length).toBeGreaterThan(0)
  })

  it('is stopped at any look with nothing, or with a model whose alphas balance', () => {
    let kept = 0
    for (const look of [1, 2, 5, 12, 13, 14, 20, 30, 40, 60, 61, 62, 63, 90]) {
      const context = wasmContext()
      const { flag } = context.stop
      let looks = 0
      const stop = {
        flag,
        get stopped() {
          if (++looks >= look) flag[0] = 1
          return flag[0] !== 0
        },
      }
      const fit = () => new SVC({ kernel: 'rbf' }).fitOneVsRest(X, y, digits, { ...context, stop })
      const fitted = fitOrAborted(fit)
      expect(context.workspace.usedBytes).toBe(0)
      if (fitted === null) continue
      kept++
      expect(fitted[0].supportRows.length, `look ${look}`).toBeGreaterThan(0)
      for (const { machines, complete } of fitted) {
        const [{ coefficients, intercept }] = machines
        expect(Math.abs(coefficients.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-9)
        expect(Math.abs(intercept)).toBeLessThan(5)
        expect(complete).toBe(false)
      }
    }
    expect(kept).toBeGreaterThan(3)
  })

  it('says that numbers grew without bound, also where rows would be packed', () => {
    const values = Float64Array.from({ length: 3200 }, (_, i) => ((i * 7919) % 1000) * 1e22)
    const huge = { kind: 'dense', rows: 1600, columns: 2, values } as const
    const labels = Uint8Array.from({ length: 1600 }, (_, i) => i % 2)
    const fit = () => new SVC({ kernel: 'rbf', gamma: 1 }).fit(huge, labels, wasmContext())
    expect(fit).toThrow('The numbers grew without bound while the SVC was fitted.')
  })

  it('fits one against one, and the votes decide', () => {
    const fitted = new SVC({ kernel: 'rbf' }).fit(X, y, roomy)
    expect(fitted.machines).toHaveLength(45)
    const predicted = SVC.predict(fitted, test, roomy)
    expect(agreement(predicted, testDigits.y)).toBeGreaterThan(0.92)
    const shape = SVC.decisionFunction(fitted, test, roomy)
    expect(shape).toHaveLength(test.rows * 10)

    const passes = roomy.told.length
    const { labels, decision } = SVC.answers(fitted, test, roomy)
    expect(roomy.told.slice(passes).filter(({ fraction }) => fraction === 0)).toHaveLength(1)
    expect(labels).toEqual(predicted)
    expect(decision).toEqual(shape)
  })
})

describe('VirtualSupportVectors', () => {
  it('learns the support vectors and their shifts', () => {
    const context = wasmContext()
    const inner = new OneVsRestClassifier({
      estimator: new SVC({ kernel: 'poly', degree: 3, gamma: 0.01, coef0: 1, C: 10 }),
    })
    const images = rowRange(trainDigits.X, 0, 600)
    const fitted = new VirtualSupportVectors({ estimator: inner, shifts: '4' }).fit(
      images,
      trainDigits.y.subarray(0, 600),
      context,
    )
    expect(fitted.supportCount).toBeGreaterThan(50)
    const scores = VirtualSupportVectors.decisionFunction(fitted, testDigits.X, context)
    expect(scores).toHaveLength(450 * 10)
    const right = Array.from({ length: 450 }, (_, i) => {
      const row = scores.subarray(i * 10, i * 10 + 10)
      return row.indexOf(Math.max(...row)) === testDigits.y[i]
    }).filter(Boolean).length
    expect(right / 450).toBeGreaterThan(0.9)
  })

  it.each([
    ['in the first fit', 0],
    ['before the second', 0.25],
    ['in the second', 0.5],
  ])('is stopped %s with a model that is not complete', (_, from) => {
    const context = wasmContext()
    const stopping = {
      ...context,
      progress: ({ fraction }: { fraction: number }) => {
        if (fraction >= from) context.stop.flag[0] = 1
      },
    }
    const inner = new OneVsRestClassifier({ estimator: new SVC({ kernel: 'poly', gamma: 0.01, coef0: 1 }) })
    const steps = new VirtualSupportVectors({ estimator: inner, shifts: '4' })
    const fitted = steps.fit(rowRange(trainDigits.X, 0, 300), trainDigits.y.subarray(0, 300), stopping)
    expect(fitted.complete).toBe(false)
    expect(context.workspace.usedBytes).toBe(0)
  })

  it('refuses digits of one class', () => {
    const inner = new OneVsRestClassifier({ estimator: new SVC() })
    const one = new VirtualSupportVectors({ estimator: inner })
    expect(() => one.fit(rowRange(trainDigits.X, 0, 5), new Uint8Array(5).fill(4), wasmContext())).toThrow(
      'needs at least two classes, but every label is 4',
    )
  })

  it('lets the wrapped classifier answer by its own rule, here the votes of pairs', () => {
    const context = wasmContext()
    const some = rowRange(trainDigits.X, 0, 200)
    const steps = new VirtualSupportVectors({ estimator: new SVC({ kernel: 'linear', C: 1e-4 }), shifts: '4' })
    const fitted = steps.fit(some, trainDigits.y.subarray(0, 200), context)
    const votes = SVC.predict(fitted.estimator as FittedSVC, testDigits.X, context)
    expect(VirtualSupportVectors.predict(fitted, testDigits.X, context)).toEqual(votes)
    expect(VirtualSupportVectors.givesProbabilities(fitted)).toBe(false)
  })

  it('refuses scaled pixels', () => {
    const inner = new OneVsRestClassifier({ estimator: new SVC() })
    expect(() => new VirtualSupportVectors({ estimator: inner }).fit(X, y, wasmContext())).toThrow(
      /whole square images/,
    )
  })
})

describe('a one-vs-rest SVC that is stopped', () => {
  it('before some digits were learnt never answers those, and says so', () => {
    const context = wasmContext()
    const stopping = {
      ...context,
      progress: ({ fraction }: { fraction: number }) => {
        if (fraction > 0.75) context.stop.flag[0] = 1
      },
    }
    const some = rowRange(trainDigits.X, 0, 300)
    const labels = trainDigits.y.subarray(0, 300)
    const fitted = new OneVsRestClassifier({ estimator: new SVC({ kernel: 'rbf' }) }).fit(some, labels, stopping)
    expect(fitted.complete).toBe(false)
    context.stop.flag[0] = 0
    const said = new Set(OneVsRestClassifier.predict(fitted, some, context))
    expect(said.size).toBeGreaterThan(1)
    expect(said.has(9)).toBe(false)
    expect(context.warnings.join()).toMatch(/stopped before it learnt .*9: the model never gives that answer/)
  })

  it('after the last one settled is complete', () => {
    const context = wasmContext()
    const stopping = {
      ...context,
      progress: ({ fraction }: { fraction: number }) => {
        if (fraction === 1) context.stop.flag[0] = 1
      },
    }
    const some = rowRange(trainDigits.X, 0, 300)
    const fitted = new SVC({ kernel: 'rbf' }).fit(some, trainDigits.y.map((label) => (label > 4 ? 1 : 0)).subarray(0, 300), stopping) // prettier-ignore
    expect(context.stop.stopped).toBe(true)
    expect(fitted).toMatchObject({ converged: true, complete: true })
  })
})
