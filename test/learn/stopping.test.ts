import { describe, expect, it } from 'vitest'
import type { Features } from '#learn/features.ts'
import { toDense } from '#learn/feature-rows.ts'
import { parallelStoppably } from '#learn/parallel-stoppably.ts'
import { transformerClass } from '#learn/pipeline/class-table.ts'
import { featuresOf } from '#learn/pipeline/pipeline.ts'
import { buildClassifier, buildTransformer } from '#learn/pipeline/registry.ts'
import { pairwiseLeaves } from '#learn/preprocessing/pairwise-sum.ts'
import { pixelDeviations } from '#learn/preprocessing/pixel-moments.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { sparsePixels } from '#learn/sparse-pixels.ts'
import { columnShares } from '#learn/svm/inside-gram.ts'
import { resolveGamma } from '#learn/svm/kernel.ts'
import { plainContext } from '#simd/contexts.ts'
import { barDigits } from '../processes/training/bar-digits.ts'

const digits = barDigits(600, 5)
const pixels = featuresOf(digits)

/** Its flag goes up at the look of this number, counted from 1. */
function stoppingAt(look: number) {
  const context = plainContext({ random: new NumpyRandomState(42) })
  let looks = 0
  const { flag } = context.stop
  context.stop = {
    flag,
    get stopped() {
      if (++looks >= look) flag[0] = 1
      return flag[0] !== 0
    },
  }
  return { context, looks: () => looks }
}

describe.each([
  ['grey levels', pixels],
  ['numbers', toDense(pixels)],
] as [string, Features][])('when it is stopped on %s', (_, X) => {
  it.each([
    ['VarianceThreshold', { threshold: 0 }],
    ['StandardScaler', {}],
  ])('%s ends with `aborted` at any look', (kind, params) => {
    const fit = (look: number) => {
      const { context, looks } = stoppingAt(look)
      return { run: () => buildTransformer({ kind, params }).fit(X, null, context), looks }
    }
    const whole = fit(Infinity)
    whole.run()
    expect(whole.looks()).toBeGreaterThan(1)
    for (let look = 1; look <= whole.looks(); look++) {
      expect(fit(look).run, `look ${look}`).toThrow('Stopped on request.')
    }
  })

  it.each([
    ['LogisticRegression', { solver: 'saga', maxIter: 4 }],
    ['LogisticRegression', { solver: 'lbfgs', maxIter: 4 }],
    ['SGDClassifier', { maxIter: 4, tol: 'none' }],
    ['SGDClassifier', { maxIter: 4, tol: 'none', penalty: 'l1' }],
    ['LinearSVC', {}],
  ])('%s %j ends soon after any look, unfinished', (kind, params) => {
    const fit = (look: number) => {
      const { context, looks } = stoppingAt(look)
      return { run: () => buildClassifier({ kind, params }).fit(X, digits.labels, context), looks }
    }
    const whole = fit(Infinity)
    whole.run()
    const all = whole.looks()
    expect(all).toBeGreaterThan(1)
    for (const look of [1, 2, Math.ceil(all / 3), Math.ceil(all / 2)]) {
      const stopped = fit(look)
      try {
        expect(stopped.run().complete, `look ${look}`).toBe(false)
      } catch (error) {
        expect(error, `look ${look}`).toMatchObject({ code: 'aborted' })
      }
      expect(stopped.looks() - look, `look ${look}`).toBeLessThan(60)
    }
  })
})

it('reads many digits in short stretches', () => {
  const many = featuresOf(barDigits(20_000, 5))
  const { context, looks } = stoppingAt(Infinity)
  buildTransformer({ kind: 'StandardScaler', params: {} }).fit(many, null, context)
  expect(looks()).toBeGreaterThanOrEqual(1 + Math.ceil(many.rows / 8192))
  expect(() => resolveGamma('scale', many, stoppingAt(1).context)).toThrow('Stopped')
  expect(() => resolveGamma('scale', toDense(pixels), stoppingAt(3).context)).toThrow('Stopped')
})

it('joins the sums of single columns, and counts what ink there is, no further', () => {
  const column = featuresOf(barDigits(20_000, 5))
  const mask = { ...column, columns: 1, selected: column.selected.subarray(12, 13) }
  const leaves = pairwiseLeaves(mask.rows).length
  const { context, looks } = stoppingAt(Infinity)
  pixelDeviations(mask, Float64Array.of(100), context)
  expect(looks()).toBeGreaterThan(2 * leaves)
  expect(() => pixelDeviations(mask, Float64Array.of(100), stoppingAt(2 * leaves).context)).toThrow('Stopped')
  const ink = { ...sparsePixels(mask, plainContext()), column: new Int16Array(2 ** 22 + 1) }
  expect(() => columnShares(ink, 4, stoppingAt(2).context.stop)).toThrow('Stopped')
})

it('remembers neighbours no further', () => {
  const many = featuresOf(barDigits(3000, 5))
  const remember = (X: Features, look: number) =>
    buildClassifier({ kind: 'KNeighborsClassifier', params: {} }).fit(
      X,
      barDigits(3000, 5).labels,
      stoppingAt(look).context,
    )
  expect(() => remember(many, 3)).toThrow('Stopped on request.')
  expect(() => remember(toDense(many), 1)).toThrow('Stopped on request.')
  expect(remember(many, 4).classes).toHaveLength(10)
})

it('runs a long list of calls a few at a time', () => {
  const { context } = stoppingAt(3)
  const lists: number[] = []
  const team = { threads: 2, parallel: (_: string, calls: unknown[]) => void lists.push(calls.length) }
  const calls = Array.from({ length: 100 }, () => [0] as never)
  expect(() => parallelStoppably('pixelSums', calls, { team, stop: context.stop })).toThrow('Stopped on request.')
  expect(lists).toEqual([32, 32])
  parallelStoppably('pixelSums', calls, { team, stop: plainContext().stop })
  expect(lists.slice(2)).toEqual([32, 32, 32, 4])
})

it('scales numbers and normalises rows no further once it is stopped', () => {
  const { context } = stoppingAt(2)
  const scaler = buildTransformer({ kind: 'StandardScaler', params: {} }).fit(pixels, null, plainContext())
  expect(() => transformerClass('StandardScaler').transform(scaler, toDense(pixels), context)).toThrow('Stopped')
  const normalizer = buildTransformer({ kind: 'Normalizer', params: {} }).fit(pixels, null, plainContext())
  expect(() => transformerClass('Normalizer').transform(normalizer, pixels, stoppingAt(2).context)).toThrow('Stopped')
})
