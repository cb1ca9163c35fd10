import { throwIfStopped } from '../app-error.ts'
import { checkFitInput } from '../check-features.ts'
import type { Classifier } from '../estimator.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import {
  classesToTellApart,
  decisionFunction,
  decisionFunctionOneVsRest,
  type FittedLinear,
  linearTarget,
} from '../linear-model/linear-classifier.ts'
import { checkedParams } from '../params.ts'
import { sparsePixels } from '../sparse-pixels.ts'
import { DenseSquaredHinge } from './dense-squared-hinge.ts'
import { linearSVCDeclaration as declaration } from './linear-svc-declaration.ts'
import { mostNewtonColumns, solveByNewton } from './hinge-newton.ts'
import { type ProblemRequest, SparseSquaredHinges } from './sparse-squared-hinges.ts'
import type { SquaredHingeProblem } from './squared-hinge.ts'
import { startingState, tron, type Tron, type TronRequest, type TronState } from './tron.ts'

export interface LinearSVCParams {
  C: number
  tol: number
  maxIter: number
  fitIntercept: boolean
  interceptScaling: number
  classWeight: 'none' | 'balanced'
}

export interface FittedLinearSVC extends FittedLinear {
  readonly kind: 'LinearSVC'
}

/** One problem on its way. */
interface Course {
  state: TronState
  steps: Tron
  tolerance: number
  /** null: done. */
  request: TronRequest | null
}

/** scikit-learn's LinearSVC(dual=False): squared hinge loss, l2 penalty (intercept included), solved by TRON. */
export class LinearSVC implements Classifier<FittedLinearSVC> {
  static readonly declaration = declaration
  static readonly decisionFunction = decisionFunction
  static readonly decisionFunctionOneVsRest = decisionFunctionOneVsRest
  private readonly params: Partial<LinearSVCParams>

  constructor(params: Partial<LinearSVCParams> = {}) {
    this.params = params
  }

  fit(X: Features, y: Uint8Array, context: FitContext): FittedLinearSVC {
    checkFitInput('LinearSVC', X, y, 'refused')
    const classes = classesToTellApart('LinearSVC', y)
    const { states, params } = this.solve(X, y, classes.length === 2 ? [classes[1]] : classes, classes.length, context)
    return asFitted(classes, X.columns, states, params, context)
  }

  fitOneVsRest(X: Features, y: Uint8Array, classes: number[], context: FitContext): FittedLinearSVC[] {
    checkFitInput('LinearSVC', X, y, 'refused')
    const { states, params } = this.solve(X, y, classes, 2, context)
    return states.map((state) => asFitted([0, 1], X.columns, [state], params, context))
  }

  private solve(X: Features, y: Uint8Array, labels: number[], classes: number, context: FitContext) {
    const params = checkedParams<LinearSVCParams>(declaration, this.params)
    const mark = context.workspace.mark()
    try {
      const problems = labels.map((label) => {
        throwIfStopped({ aborted: context.stop.stopped })
        return problemOf(y, label, classes, params)
      })
      const states = solveAll(X, problems, params, context)
      if (states.some(({ iterations }) => iterations >= params.maxIter)) {
        context.warn(
          `LinearSVC reached its limit of ${params.maxIter} iterations before it converged. ` +
            'The weights are usable; allow more iterations or scale the pixels for the exact optimum.',
        )
      }
      return { states, params }
    } finally {
      context.workspace.release(mark)
    }
  }
}

function problemOf(
  y: Uint8Array,
  label: number,
  classes: number,
  { C, classWeight }: LinearSVCParams,
): SquaredHingeProblem {
  const { positiveWeight, negativeWeight } = linearTarget(y, label, classWeight, classes)
  const target = new Int8Array(y.length)
  for (let i = 0; i < y.length; i++) target[i] = y[i] === label ? 1 : -1
  return {
    target,
    positiveC: C * positiveWeight,
    negativeC: C * negativeWeight,
  }
}

/** Up to so many values TRON runs step for step as in scikit-learn; above it Newton's method comes to the same tolerance much sooner. */
const exactValues = 1e5

function solveAll(
  X: Features,
  problems: SquaredHingeProblem[],
  { tol, maxIter, fitIntercept, interceptScaling }: LinearSVCParams,
  context: FitContext,
): TronState[] {
  const biasFeature = fitIntercept ? interceptScaling : 0
  const tolerances = problems.map(({ target }) => {
    let positives = 0
    for (const side of target) if (side > 0) positives++
    return (tol * Math.max(Math.min(positives, target.length - positives), 1)) / target.length
  })
  if (X.kind === 'pixels' && X.rows * X.columns > exactValues && X.columns <= mostNewtonColumns) {
    const sparse = sparsePixels(X, context)
    return solveByNewton(problems, tolerances, maxIter, sparse, biasFeature, context)
  }
  const answer = answererOf(X, problems, biasFeature, context)
  return runTron(answer, X.columns + (fitIntercept ? 1 : 0), tolerances, maxIter, context)
}

/** All problems in step: in every round each asks for one pass, and the passes share the threads. */
function runTron(
  answer: Answerer,
  variables: number,
  tolerances: number[],
  maxIter: number,
  context: FitContext,
): TronState[] {
  const courses = tolerances.map((tolerance) => {
    const state = startingState(variables)
    const steps = tron(state, tolerance, maxIter)
    return { state, steps, tolerance, request: (steps.next().value as TronRequest | undefined) ?? null }
  })
  let fraction = 0
  for (;;) {
    const open = courses.flatMap(({ request }, problem) => (request === null ? [] : [{ problem, request }]))
    if (open.length === 0 || context.stop.stopped) break
    const answers = answer(open)
    if (answers === null) break
    answers.forEach((value, k) => {
      const course = courses[open[k].problem]
      const next = course.steps.next(value)
      course.request = next.done === true ? null : next.value
    })
    fraction = Math.max(fraction, courses.reduce((sum, course) => sum + progressOf(course), 0) / courses.length)
    const objective = courses.reduce(
      (sum, { state }) => sum + (Number.isFinite(state.objective) ? state.objective : 0),
      0,
    )
    context.progress({ phase: 'fitting', fraction, objective })
  }
  return courses.map(({ state }) => state)
}

type Answerer = (requests: ProblemRequest[]) => (number | Float64Array)[] | null

function answererOf(X: Features, problems: SquaredHingeProblem[], biasFeature: number, context: FitContext): Answerer {
  if (X.kind === 'pixels') {
    const hinges = new SparseSquaredHinges(problems, sparsePixels(X, context), biasFeature, context)
    return (requests) => hinges.answer(requests)
  }
  const hinges = problems.map((problem) => new DenseSquaredHinge(problem, X, biasFeature, context.workspace))
  return (requests) => {
    const answers: (number | Float64Array)[] = []
    for (const { problem, request } of requests) {
      if (context.stop.stopped) return null
      answers.push(hinges[problem].answer(request))
    }
    return answers
  }
}

/** How far the slope has fallen on its way to the tolerance, on a log scale. */
function progressOf({ state, tolerance, request }: Course): number {
  if (request === null) return 1
  if (state.gradientNorm === 0 || state.firstGradientNorm === 0) return 0
  return Math.min(1, Math.max(0, Math.log(state.gradientNorm / state.firstGradientNorm) / Math.log(tolerance)))
}

function asFitted(
  classes: number[],
  columns: number,
  states: TronState[],
  { maxIter, fitIntercept, interceptScaling }: LinearSVCParams,
  { stop }: FitContext,
): FittedLinearSVC {
  return {
    kind: 'LinearSVC',
    classes,
    columns,
    models: states.map(({ w }) => ({
      coef: w.slice(0, columns),
      intercept: fitIntercept ? interceptScaling * w[columns] : 0,
    })),
    iterations: states.map(({ iterations }) => iterations),
    converged: !stop.stopped && states.every(({ iterations }) => iterations < maxIter),
    complete: !stop.stopped,
  }
}
