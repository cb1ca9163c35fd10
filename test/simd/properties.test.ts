import { assert, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Features } from '#learn/features.ts'
import { toDense } from '#learn/feature-rows.ts'
import type { FitContext } from '#learn/fit-context.ts'
import { VarianceThreshold } from '#learn/feature-selection/variance-threshold.ts'
import { LogisticRegression } from '#learn/linear-model/logistic-regression.ts'
import { SGDClassifier } from '#learn/linear-model/sgd-classifier.ts'
import { KNeighborsClassifier } from '#learn/neighbors/k-neighbors-classifier.ts'
import { StandardScaler } from '#learn/preprocessing/standard-scaler.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { sparsePixels } from '#learn/sparse-pixels.ts'
import { classOrder } from '#learn/svm/class-order.ts'
import { solveByNewton } from '#learn/svm/hinge-newton.ts'
import { type Kernel, type KernelName, resolveGamma } from '#learn/svm/kernel.ts'
import { KernelColumns } from '#learn/svm/kernel-columns.ts'
import { KernelMatrix } from '#learn/svm/kernel-matrix.ts'
import { LinearSVC } from '#learn/svm/linear-svc.ts'
import { machineScores } from '#learn/svm/machine-scores.ts'
import { solveExactly } from '#learn/svm/solve-exactly.ts'
import { solveInStep } from '#learn/svm/solve-in-step.ts'
import type { Solved } from '#learn/svm/solved.ts'
import { takeRows } from '#learn/svm/support-vectors.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { closeTo } from '../learn/golden.ts'
import { dualObjective } from '../learn/svm/golden-svc.ts'
import { featuresFrom, madeDigits } from './made-features.ts'

const contexts = { twin: plainContext(), plain: wasmContext({ variant: 'plain' }), relaxed: wasmContext() }
const compiled = ['plain', 'relaxed'] as const
type Build = keyof typeof contexts

/** One seed, so that a run fails always or never; what fails is printed with it and made as small as it goes. */
function holds(check: (made: ReturnType<typeof featuresFrom>) => void, numRuns = 40): void {
  const one = property(madeDigits, (made) => check(featuresFrom(made)))
  assert(one, { seed: 20_261_128, numRuns })
}

/** The same by the twin and by both compiled builds. */
function alike(run: (context: FitContext) => ArrayLike<number>, tolerance: { rtol: number; atol: number }): void {
  const contextOf = (build: Build) => ({ ...contexts[build], random: new NumpyRandomState(3) })
  const expected = run(contextOf('twin'))
  for (const build of compiled) {
    const actual = run(contextOf(build))
    const same = closeTo(actual, expected, tolerance)
    if (!same) expect(Array.from(actual), build).toEqual(Array.from(expected))
  }
}

const exact = { rtol: 0, atol: 0 }
/** Where a solver ends, weights that hardly matter may still differ; what it minimises may not. */
const optimum = { rtol: 1e-8, atol: 0 }
const weights = (models: { coef: Float64Array; intercept: number }[]) =>
  models.flatMap(({ coef, intercept }) => [...coef, intercept])

/** w.w / 2 (with `bias` also b.b / 2) + C sum of losses of y f(x). */
function objective(
  { coef, intercept }: { coef: Float64Array; intercept: number },
  X: Features,
  labels: Uint8Array,
  { C, bias, loss }: { C: number; bias: number; loss: (z: number) => number },
): number {
  const { values } = toDense(X)
  let sum = (bias * intercept * intercept) / 2
  for (const w of coef) sum += (w * w) / 2
  labels.forEach((label, i) => {
    const f = coef.reduce((score, w, j) => score + w * values[i * X.columns + j], intercept)
    sum += C * loss(label === 1 ? f : -f)
  })
  return sum
}

describe('on any small digits the compiled routines and the plain twin give the same', () => {
  it('moments, to the bit', () => {
    holds(({ raw }) =>
      alike((context) => {
        const { mean, variance, scale } = new StandardScaler().fit(raw, null, context)
        const inked = variance.some((value) => value > 0)
        const variances = inked ? new VarianceThreshold().fit(raw, null, context).variances : []
        return [...mean, ...variance, ...scale, ...variances]
      }, exact),
    )
  })

  it.each(['saga', 'sag'] as const)('weights of %s', (solver) => {
    holds(({ X, labels }) =>
      alike((context) => weights(new LogisticRegression({ solver, maxIter: 5 }).fit(X, labels, context).models), {
        rtol: 1e-9,
        atol: 1e-9,
      }),
    )
  })

  it('weights of SGD, whose steps would blow up the smallest difference', () => {
    holds(({ X, labels }) =>
      alike((context) => weights(new SGDClassifier({ maxIter: 4, tol: 'none' }).fit(X, labels, context).models), {
        rtol: 1e-9,
        atol: 1e-9,
      }),
    )
  })

  it('the optimum of the logistic loss by L-BFGS', () => {
    holds(({ X, labels }) =>
      alike((context) => {
        const { models } = new LogisticRegression({ C: 0.01, tol: 1e-9, maxIter: 1000 }).fit(X, labels, context)
        return [objective(models[0], X, labels, { C: 0.01, bias: 0, loss: (z) => Math.log1p(Math.exp(-z)) })]
      }, optimum),
    )
  })

  it("the optimum of the squared hinge loss by TRON, and Newton's method comes to it as well", () => {
    holds(({ X, raw, labels }) => {
      // Grey levels as they are reach 255: with this C their loss is as curved as that of scaled pixels.
      const C = X === raw ? 1e-6 : 0.1
      const target = Int8Array.from(labels, (label) => (label === 1 ? 1 : -1))
      const hinge = { C, bias: 1, loss: (z: number) => Math.max(0, 1 - z) ** 2 }
      const byTron = (context: FitContext) => {
        const { models } = new LinearSVC({ C, tol: 1e-9 }).fit(X, labels, context)
        return [objective(models[0], X, labels, hinge)]
      }
      alike(byTron, optimum)
      if (X.kind !== 'pixels') return
      const byNewton = (context: FitContext) => {
        const mark = context.workspace.mark()
        const problem = { target, positiveC: C, negativeC: C }
        const [{ w }] = solveByNewton([problem], [1e-9], 1000, sparsePixels(X, context), 1, context)
        const value = objective({ coef: w.slice(0, X.columns), intercept: w[X.columns] }, X, labels, hinge)
        context.workspace.release(mark)
        return [value]
      }
      alike(byNewton, optimum)
      expect(closeTo(byNewton(contexts.relaxed), byTron(contexts.twin), optimum)).toBe(true)
    })
  })

  it('nearest rows, those that lie as far away included', () => {
    holds(({ X, labels }) => {
      const fitted = new KNeighborsClassifier({ nNeighbors: 5 }).fit(X, labels, contexts.twin)
      const grey = fitted.samples.form === 'greys'
      alike(
        (context) => {
          const { distances, nearest } = KNeighborsClassifier.neighbors(fitted, X, context)
          return grey ? [...distances, ...nearest] : distances
        },
        grey ? exact : { rtol: 1e-9, atol: 1e-6 },
      )
    })
  })
})

const kernelOf = (name: KernelName, X: Features): Kernel => ({
  name,
  gamma: resolveGamma('scale', X, contexts.twin),
  coef0: 0.5,
  degree: 3,
})

describe.each(['linear', 'poly', 'rbf', 'sigmoid'] as const)('on any small digits with the kernel %s', (name) => {
  it('kernel rows are those of the twin to single precision', () => {
    holds(({ X }) => {
      const rowsOf = (context: FitContext) => {
        const mark = context.workspace.mark()
        const all = Int32Array.from({ length: X.rows }, (_, i) => i)
        const columns = new KernelColumns(X, all, context)
        const matrix = new KernelMatrix(columns, columns, kernelOf(name, X), context)
        const target = context.workspace.f32((X.rows + 1) * matrix.stride)
        matrix.compute(all, all, target, X.rows)
        const rows = [...all].flatMap((i) => [...target.subarray(i * matrix.stride, i * matrix.stride + X.rows)])
        context.workspace.release(mark)
        return rows
      }
      const largest = rowsOf(contexts.twin).reduce((most, value) => Math.max(most, Math.abs(value)), 1)
      alike(rowsOf, { rtol: 2e-5, atol: 2e-6 * largest })
    }, 25)
  })

  it('batches in step settle within the tolerance, at the objective of libsvm', () => {
    holds(({ X, raw, labels }) => {
      // Products of grey levels as they are run to millions: single precision cannot tell them to the tolerance.
      if (name === 'linear' && X === raw) return
      const kernel = kernelOf(name, X)
      const tolerance = 1e-3
      const options = { tolerance, maxIterations: -1, bounds: (): [number, number] => [0.7, 1] }
      const order = classOrder(labels, [0, 1])
      const contests = [{ positive: 1 }]
      const [wanted] = solveExactly(X, order, contests, kernel, { ...options, tolerance: 1e-6 }, contexts.twin)
      for (const context of Object.values(contexts)) {
        const [solved] = solveInStep(X, order, contests, kernel, options, context)
        expect(solved.converged).toBe(true)
        const { gap, objective } = certificate(solved, X, labels, kernel, options.bounds())
        expect(gap).toBeLessThan(1.5 * tolerance)
        // Not convex with a sigmoid kernel: there any point that satisfies the conditions will do.
        if (name === 'sigmoid') continue
        const best = certificate(wanted, X, labels, kernel, options.bounds()).objective
        expect(Math.abs(objective - best)).toBeLessThan(1e-3 * Math.max(1, Math.abs(best)))
      }
    }, 25)
  })
})

/** Of the conditions of Karush, Kuhn and Tucker: how much the best pair of variables could still gain, in units of the tolerance. */
function certificate(
  { rows, coefficients, intercept }: Solved,
  X: Features,
  labels: Uint8Array,
  kernel: Kernel,
  [low, high]: [number, number],
) {
  const machine = { vectors: rows.map((_row, i) => i), coefficients, intercept }
  const scores = machineScores([machine], takeRows(X, rows), kernel, X, contexts.twin)
  const alpha = new Float64Array(X.rows)
  rows.forEach((row, i) => (alpha[row] = Math.abs(coefficients[i])))
  let [up, down] = [-Infinity, Infinity]
  labels.forEach((label, i) => {
    const y = label === 1 ? 1 : -1
    const bound = label === 1 ? high : low
    const error = y - scores[i]
    if (y > 0 ? alpha[i] < bound : alpha[i] > 0) up = Math.max(up, error)
    if (y > 0 ? alpha[i] > 0 : alpha[i] < bound) down = Math.min(down, error)
  })
  const own = Array.from(rows, (row) => scores[row])
  return { gap: up - down, objective: dualObjective(coefficients, own, intercept) }
}
