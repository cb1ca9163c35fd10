import { AppError } from '../app-error.ts'
import { checkColumns, checkFinite, checkFitInput } from '../check-features.ts'
import { sortedClasses } from '../class-labels.ts'
import type { Answers, Classifier, FittedClassifier } from '../estimator.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { highestScore } from '../multiclass/highest-score.ts'
import { checkedParams } from '../params.ts'
import { type ClassOrder, classOrder, type Contest } from './class-order.ts'
import { type Kernel, resolveGamma } from './kernel.ts'
import type { Machine } from './machine.ts'
import { machineScores } from './machine-scores.ts'
import { type PairScores, pairScores, pairVotes } from './pair-votes.ts'
import { solveExactly } from './solve-exactly.ts'
import { solveInStep } from './solve-in-step.ts'
import type { Solved } from './solved.ts'
import { takeRows } from './support-vectors.ts'
import { type SVCParams, svcDeclaration } from './svc-declaration.ts'

/** Two classes: one machine, positive for the larger label. More: one a pair (0, 1), (0, 2), ... (1, 2), ..., positive for the first. */
export interface FittedSVC extends FittedClassifier {
  readonly kind: 'SVC'
  readonly columns: number
  readonly kernel: Kernel
  readonly machines: Machine[]
  /** Shared by the machines, and by all models of one one-vs-rest fit. */
  readonly support: Features
  /** Row of the training set of each support vector. */
  readonly supportRows: Int32Array
  readonly iterations: number[]
  /** Computed in the fit that this model came from, for all its machines together. */
  readonly kernelRows: number
  readonly converged: boolean
  readonly complete: boolean
}

/** Score of a digit that was not learnt: 0 would beat those that were, which are mostly negative. Finite, since models are stored as JSON. */
const never = -1e9

/** Up to so many rows libsvm is followed step by step; all kernel values are kept. */
export const exactRows = 1500
/** Finer tolerances than float32 rows allow. */
const exactTolerance = 1e-5
const exactRowsAtFineTolerance = 6000

/**
 * C-support vector classification: min w.w / 2 + C sum max(0, 1 - y (w.phi(x) + b)) (Cortes and Vapnik 1995), phi given by the kernel.
 * Small sets are solved as libsvm does; larger ones by batch SMO to the same tolerance.
 */
export class SVC implements Classifier<FittedSVC> {
  static readonly declaration = svcDeclaration
  private readonly params: Partial<SVCParams>

  constructor(params: Partial<SVCParams> = {}) {
    this.params = params
  }

  fit(X: Features, y: Uint8Array, context: FitContext): FittedSVC {
    const params = checkedParams<SVCParams>(svcDeclaration, this.params)
    checkFitInput('SVC', X, y, 'refused')
    const classes = sortedClasses(y)
    if (classes.length === 1) {
      throw new AppError('one-class-only', `SVC needs at least two classes, but every label is ${classes[0]}.`)
    }
    const contests: Contest[] = []
    if (classes.length === 2) contests.push({ positive: 1 })
    else {
      for (let i = 0; i < classes.length; i++) {
        for (let j = i + 1; j < classes.length; j++) contests.push({ positive: i, negative: j })
      }
    }
    const order = classOrder(y, classes)
    const weight = (k: number) => X.rows / (classes.length * (order.starts[k + 1] - order.starts[k]))
    const bounds = ({ positive, negative = 1 - positive }: Contest): [number, number] =>
      params.classWeight === 'balanced'
        ? [params.C * weight(negative), params.C * weight(positive)]
        : [params.C, params.C]
    const { kernel, solved } = solve(params, X, order, contests, bounds, context)
    const { support, supportRows, machines } = gather(X, solved)
    return fittedOf(classes, X.columns, kernel, machines, support, supportRows, solved, context)
  }

  fitOneVsRest(X: Features, y: Uint8Array, positives: number[], context: FitContext): FittedSVC[] {
    const params = checkedParams<SVCParams>(svcDeclaration, this.params)
    checkFitInput('SVC', X, y, 'refused')
    const classes = sortedClasses(y)
    const order = classOrder(y, classes)
    const contests = positives.map((label) => ({ positive: classes.indexOf(label) }))
    const bounds = ({ positive }: Contest): [number, number] => {
      const size = order.starts[positive + 1] - order.starts[positive]
      return params.classWeight === 'balanced'
        ? [(params.C * X.rows) / (2 * (X.rows - size)), (params.C * X.rows) / (2 * size)]
        : [params.C, params.C]
    }
    const { kernel, solved } = solve(params, X, order, contests, bounds, context)
    const { support, supportRows, machines } = gather(X, solved)
    const unlearnt = solved.map(({ rows, converged }) => rows.length === 0 && !converged)
    if (unlearnt.includes(true)) {
      const who = positives.filter((_, k) => unlearnt[k]).join(', ')
      context.warn(`SVC was stopped before it learnt ${who}: the model never gives that answer.`)
    }
    return machines.map((machine, k) => {
      const own = unlearnt[k] ? { ...machine, intercept: never } : machine
      return fittedOf([0, 1], X.columns, kernel, [own], support, supportRows, [solved[k]], context)
    })
  }

  /** One value a row for two classes; else votes, with the sums of confidences, brought below a third, to settle ties. */
  static decisionFunction(fitted: FittedSVC, X: Features, context: FitContext): Float64Array {
    return fitted.classes.length === 2 ? scores(fitted, X, context) : pairScores(pairsOf(fitted, X, context))
  }

  /** For more than two classes the votes decide alone, as in libsvm; the smaller label wins a tie. */
  static predict(fitted: FittedSVC, X: Features, context: FitContext): Uint8Array {
    return SVC.answers(fitted, X, context).labels
  }

  static answers(fitted: FittedSVC, X: Features, context: FitContext): Answers {
    const { classes } = fitted
    if (classes.length === 2) {
      const decision = scores(fitted, X, context)
      return { labels: highestScore(decision, classes, 'first'), decision, probabilities: null }
    }
    const pairs = pairsOf(fitted, X, context)
    const labels = Uint8Array.from(pairVotes(pairs), (k) => classes[k])
    return { labels, decision: pairScores(pairs), probabilities: null }
  }

  static decisionFunctionOneVsRest(fitted: FittedSVC[], X: Features, context: FitContext): Float64Array {
    const [first] = fitted
    const shared = fitted.every(({ supportRows }) => supportRows === first.supportRows)
    if (shared) return scores({ ...first, machines: fitted.flatMap(({ machines }) => machines) }, X, context)
    const answer = new Float64Array(X.rows * fitted.length)
    fitted.forEach((model, k) => {
      SVC.decisionFunction(model, X, context).forEach((value, i) => (answer[i * fitted.length + k] = value))
    })
    return answer
  }
}

function scores({ machines, support, kernel, columns }: FittedSVC, X: Features, context: FitContext): Float64Array {
  checkColumns('SVC', X, columns)
  checkFinite('SVC', X, 'refused')
  return machineScores(machines, support, kernel, X, context)
}

function pairsOf(fitted: FittedSVC, X: Features, context: FitContext): PairScores {
  return { rows: X.rows, classes: fitted.classes.length, scores: scores(fitted, X, context) }
}

function solve(
  params: SVCParams,
  X: Features,
  order: ClassOrder,
  contests: Contest[],
  bounds: (contest: Contest) => [number, number],
  context: FitContext,
): { kernel: Kernel; solved: Solved[] } {
  const { kernel: name, coef0, degree, tol: tolerance, maxIter: maxIterations } = params
  const kernel: Kernel = { name, coef0, degree, gamma: resolveGamma(params.gamma, X, context) }
  const exact = X.rows <= exactRows || (tolerance < exactTolerance && X.rows <= exactRowsAtFineTolerance)
  const solver = exact ? solveExactly : solveInStep
  const solved = solver(X, order, contests, kernel, { tolerance, maxIterations, bounds }, context)
  if (
    solved.some(({ intercept, coefficients }) => !Number.isFinite(intercept) || !coefficients.every(Number.isFinite))
  ) {
    throw new AppError('overflow', 'The numbers grew without bound while the SVC was fitted.', {
      hint: 'Scale the pixels first, or lower gamma or the degree.',
    })
  }
  const unsettled = solved.filter(({ converged }) => !converged)
  if (maxIterations >= 0 && unsettled.some(({ iterations }) => iterations >= maxIterations)) {
    context.warn(`SVC stopped after ${maxIterations} steps before it converged. Allow more, or scale the pixels first.`)
  } else if (unsettled.length > 0 && !context.stop.stopped) {
    context.warn(
      'SVC came no nearer to the optimum than its rounding allows. The model is usable; scale the pixels first, or choose a larger tolerance.',
    )
  }
  return { kernel, solved }
}

/** The union of the machines' support vectors, ascending, and the machines in its numbers. */
function gather(X: Features, solved: Solved[]): { support: Features; supportRows: Int32Array; machines: Machine[] } {
  const position = new Int32Array(X.rows).fill(-1)
  for (const { rows } of solved) for (const row of rows) position[row] = 0
  const union: number[] = []
  for (let row = 0; row < position.length; row++) {
    if (position[row] < 0) continue
    position[row] = union.length
    union.push(row)
  }
  const supportRows = Int32Array.from(union)
  const machines = solved.map(({ rows, coefficients, intercept }) => ({
    vectors: rows.map((row) => position[row]),
    coefficients,
    intercept,
  }))
  return { support: takeRows(X, supportRows), supportRows, machines }
}

function fittedOf(
  classes: number[],
  columns: number,
  kernel: Kernel,
  machines: Machine[],
  support: Features,
  supportRows: Int32Array,
  solved: Solved[],
  context: FitContext,
): FittedSVC {
  return {
    kind: 'SVC',
    classes,
    columns,
    kernel,
    machines,
    support,
    supportRows,
    iterations: solved.map(({ iterations }) => iterations),
    kernelRows: solved[0].kernelRows,
    converged: solved.every(({ converged }) => converged),
    complete: !context.stop.stopped || solved.every(({ converged }) => converged),
  }
}
