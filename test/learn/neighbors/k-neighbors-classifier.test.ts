import { property, assert, array, integer, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasCode } from '#learn/app-error.ts'
import type { Features, PixelFeatures } from '#learn/features.ts'
import { denseFeatures, rowRange, toDense } from '#learn/feature-rows.ts'
import { PixelMask } from '#learn/feature-selection/pixel-mask.ts'
import { layColumns } from '#learn/laid-columns.ts'
import { KNeighborsClassifier } from '#learn/neighbors/k-neighbors-classifier.ts'
import { samplesAsFeatures } from '#learn/neighbors/nearest-pixels.ts'
import { featuresOf } from '#learn/pipeline/pipeline.ts'
import { StandardScaler } from '#learn/preprocessing/standard-scaler.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { testDigits, trainDigits } from '../golden-digits.ts'
import { closeTo, golden, goldenInput } from '../golden.ts'

interface Toy {
  k: number
  weights: 'uniform' | 'distance'
  dist: number[][]
  predict: number[]
  proba: number[][]
}

const expected = golden<{
  squared_dist: number[][]
  ind: number[][]
  rows_with_tie: boolean[]
  predict: number[]
  proba: number[][]
  uniform_predict: number[]
  toy: Toy[]
}>('knn_distance_digits')
const toy = goldenInput<{ toy_X: number[][]; toy_y: number[]; toy_q: number[][] }>('knn_distance_digits')

const contexts = [
  ['twin', plainContext],
  ['compiled', wasmContext],
] as const
const fit = (X: Features, weights: 'uniform' | 'distance' = 'distance') =>
  new KNeighborsClassifier({ weights }).fit(X, trainDigits.y, plainContext())

describe.each(contexts)('KNeighborsClassifier (%s)', (_name, context) => {
  it.each([
    ['grey levels', trainDigits.X, testDigits.X],
    ['numbers', toDense(trainDigits.X), toDense(testDigits.X)],
  ] as const)('finds the neighbours scikit-learn finds among %s', (_what, train, test) => {
    const { distances, nearest } = KNeighborsClassifier.neighbors(fit(train), test, context())
    expected.squared_dist.forEach((row, i) => {
      expect([...distances.subarray(5 * i, 5 * i + 5)]).toEqual(row)
      if (!expected.rows_with_tie[i]) expect([...nearest.subarray(5 * i, 5 * i + 5)]).toEqual(expected.ind[i])
    })
  })

  it('answers as scikit-learn does, nearer neighbours counting more or all alike', () => {
    const { labels, probabilities } = KNeighborsClassifier.answers(fit(trainDigits.X), testDigits.X, context())
    expect([...labels]).toEqual(expected.predict)
    const first = probabilities?.slice(0, 400) ?? []
    expect(closeTo(first, expected.proba.flat(), { rtol: 1e-14, atol: 1e-16 })).toBe(true)
    const uniform = fit(trainDigits.X, 'uniform')
    expect([...KNeighborsClassifier.predict(uniform, testDigits.X, context())]).toEqual(expected.uniform_predict)
  })

  it.each(expected.toy)('lets $k neighbours vote, weights $weights', ({ k, weights, dist, predict, proba }) => {
    const classifier = new KNeighborsClassifier({ nNeighbors: k, weights })
    const fitted = classifier.fit(denseFeatures(toy.toy_X), Uint8Array.from(toy.toy_y), context())
    const queries = denseFeatures(toy.toy_q)
    const { distances } = KNeighborsClassifier.neighbors(fitted, queries, context())
    expect([...distances.map(Math.sqrt)]).toEqual(dist.flat())
    // The fourth query's nearest rows are equally far, and which of them are taken is free.
    const free = (i: number) => i === 3 && k < 6
    const { labels, probabilities } = KNeighborsClassifier.answers(fitted, queries, context())
    predict.forEach((label, i) => {
      if (free(i)) return
      expect(labels[i]).toBe(label)
      expect(closeTo(probabilities?.slice(3 * i, 3 * i + 3) ?? [], proba[i], { rtol: 1e-14 })).toBe(true)
    })
  })

  it('gives the nearest rows in order, the earlier one first among equals', () => {
    const small = record({
      train: array(array(integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 70 }),
      queries: array(array(integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }), {
        minLength: 1,
        maxLength: 9,
      }),
    })
    assert(
      property(small, ({ train, queries }) => {
        const y = Uint8Array.from(train, (_, i) => i % 2)
        const fitted = new KNeighborsClassifier({ nNeighbors: 3 }).fit(bytes(train), y, context())
        const { nearest } = KNeighborsClassifier.neighbors(fitted, bytes(queries), context())
        queries.forEach((query, q) => {
          const squared = train.map((row) => row.reduce((sum, x, j) => sum + (x - query[j]) ** 2, 0))
          const order = [...train.keys()].sort((a, b) => squared[a] - squared[b] || a - b)
          expect([...nearest.subarray(3 * q, 3 * q + 3)]).toEqual(order.slice(0, 3))
        })
      }),
      { numRuns: 60 },
    )
  })
})

describe('KNeighborsClassifier', () => {
  it('finds on masked digits what it finds on the same columns as numbers', () => {
    const mask = Array.from({ length: 64 }, (_, j) => (j % 5 === 0 || j % 7 === 3 ? 1 : 0))
    const fitted = new PixelMask({ mask }).fit(trainDigits.X, null, plainContext())
    const [train, test] = [trainDigits.X, testDigits.X].map((X) => PixelMask.transform(fitted, X))
    const grey = KNeighborsClassifier.neighbors(fit(train), test, wasmContext())
    const numbers = KNeighborsClassifier.neighbors(fit(toDense(train)), toDense(test), wasmContext())
    expect(grey).toEqual(numbers)
  })

  it('compares scaled digits as scaled', () => {
    const scaler = new StandardScaler().fit(trainDigits.X, null, plainContext())
    const [train, test] = [trainDigits.X, testDigits.X].map((X) => StandardScaler.transform(scaler, X))
    const kept = KNeighborsClassifier.neighbors(fit(train), test, wasmContext())
    const numbers = KNeighborsClassifier.neighbors(fit(toDense(train)), toDense(test), plainContext())
    expect(kept.nearest).toEqual(numbers.nearest)
  })

  it('finds for one digit, over columns laid out for it, what it finds for many at once', () => {
    const context = wasmContext()
    const fitted = fit(trainDigits.X)
    if (fitted.samples.form !== 'greys') throw new Error('Pixels are kept as grey levels.')
    const full = {
      ...testDigits.X,
      rows: 5,
      pixels: testDigits.X.pixels.slice(0, 5 * 784).map((grey, at) => (at < 784 ? 255 - (at % 7) : grey)),
    }
    const many = KNeighborsClassifier.neighbors(fitted, full, context)
    layColumns(samplesAsFeatures(fitted.samples.greys), context.workspace)
    for (let i = 0; i < full.rows; i++) {
      const { distances, nearest } = KNeighborsClassifier.neighbors(fitted, rowRange(full, i, i + 1), context)
      expect([...distances]).toEqual([...many.distances.subarray(5 * i, 5 * i + 5)])
      expect([...nearest]).toEqual([...many.nearest.subarray(5 * i, 5 * i + 5)])
    }
  })

  it('refuses more neighbours than there are training digits', () => {
    const ask = () =>
      new KNeighborsClassifier({ nNeighbors: 4 }).fit(
        rowRange(trainDigits.X, 0, 3),
        Uint8Array.of(0, 1, 2),
        plainContext(),
      )
    expect(ask).toThrow('KNeighborsClassifier cannot ask 4 neighbours: there are only 3 training digits.')
  })

  it.each([
    ['grey levels', testDigits.X],
    ['numbers', toDense(testDigits.X)],
  ] as const)('stops while it searches among %s, and gives its memory back', (_what, test) => {
    const context = plainContext()
    context.stop.flag[0] = 1
    const search = () => KNeighborsClassifier.predict(fit(trainDigits.X), test, context)
    expect(search).toThrow(expect.toSatisfy((error: unknown) => hasCode(error, 'aborted')))
    expect(context.workspace.usedBytes).toBe(0)
  })

  it('tells how far it is', () => {
    const context = plainContext()
    KNeighborsClassifier.predict(fit(trainDigits.X), testDigits.X, context)
    const fractions = context.told.map(({ fraction }) => fraction)
    expect(fractions.at(-1)).toBe(1)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  })
})

function bytes(rows: number[][]): PixelFeatures {
  const pixels = Uint8Array.from(rows.flat())
  return featuresOf({ rows: rows.length, height: 1, width: 3, pixels, labels: new Uint8Array(rows.length) })
}

it('keeps one copy of the digits in one-vs-rest and answers as ten searches would', () => {
  const context = wasmContext()
  const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  const estimator = new KNeighborsClassifier({ weights: 'distance' })
  const together = estimator.fitOneVsRest(trainDigits.X, trainDigits.y, digits, context)
  expect(new Set(together.map(({ samples }) => samples)).size).toBe(1)
  const decision = KNeighborsClassifier.decisionFunctionOneVsRest(together, testDigits.X, context)
  const share = KNeighborsClassifier.predictProbaOneVsRest(together, testDigits.X, context)
  digits.forEach((digit, k) => {
    const alone = estimator.fit(
      trainDigits.X,
      trainDigits.y.map((label) => (label === digit ? 1 : 0)),
      context,
    )
    expect(together[k].labels).toEqual(alone.labels)
    const column = (table: Float64Array) => table.filter((_, at) => at % 10 === k)
    const expectedDecision = KNeighborsClassifier.decisionFunction(alone, testDigits.X, context)
    expect(closeTo(column(decision), [...expectedDecision], { rtol: 1e-14, atol: 1e-15 })).toBe(true)
    const both = KNeighborsClassifier.predictProba(alone, testDigits.X, context)
    expect(column(share)).toEqual(both.filter((_, at) => at % 2 === 1))
  })
})
