import { throwIfStopped } from '../app-error.ts'
import type { FitContext, StopSignal, Workspace } from '../fit-context.ts'
import { parallelUntilStopped } from '../parallel-stoppably.ts'
import type { Routines } from '../routines.ts'
import type { SparsePixels } from '../sparse-pixels.ts'
import { SparseSquaredHinges } from './sparse-squared-hinges.ts'
import type { SquaredHingeProblem } from './squared-hinge.ts'
import { startingState, type TronState } from './tron.ts'

/** A step costs columns^3 / 6 multiplications: up to here that is little beside passes over the rows, and below 50 ms. */
export const mostNewtonColumns = 1024

/** No step changes the objective by more than rounding. */
const noChange = 1e-13

/**
 * Newton's method for the squared hinge (Mangasarian 2002; exact line search: Keerthi, DeCoste 2005), all problems in step. The Hessian of the
 * rows inside the margin is kept up to date (inside-gram.ts), and a factor of it costs no more than a few dozen of TRON's products.
 * Runs until ||g|| <= tolerance * ||g(0)||, as TRON does, in some fifteen steps for TRON's hundreds.
 */
export function solveByNewton(
  problems: SquaredHingeProblem[],
  tolerances: number[],
  maxIter: number,
  sparse: SparsePixels,
  biasFeature: number,
  context: FitContext,
): TronState[] {
  const variables = sparse.columns + (biasFeature === 0 ? 0 : 1)
  const hinges = new SparseSquaredHinges(problems, sparse, biasFeature, context)
  const courses = problems.map((problem, k) => {
    throwIfStopped({ aborted: context.stop.stopped })
    return new Course(k, problem, tolerances[k], variables, context.workspace)
  })
  throwIfStopped({ aborted: !settle(courses, hinges, context.stop) })
  let fraction = 0
  for (;;) {
    const open = courses.filter(({ isOpen, state }) => isOpen && state.iterations < maxIter)
    if (open.length === 0 || !takeSteps(open, hinges, sparse, biasFeature, context)) break
    if (!settle(open, hinges, context.stop)) break
    fraction = Math.max(fraction, courses.reduce((sum, course) => sum + course.progress, 0) / courses.length)
    const objective = courses.reduce((sum, { state }) => sum + state.objective, 0)
    context.progress({ phase: 'fitting', fraction, objective })
  }
  return courses.map(({ state }) => state)
}

/** One problem on its way. Arrays of vectors and matrices are filled up to a multiple of four. */
class Course {
  readonly problem: number
  readonly hinge: SquaredHingeProblem
  readonly state: TronState
  isOpen = true
  readonly size: number
  readonly positive: Uint8Array
  /** step.(x, s) of every row. */
  readonly along: Float64Array
  readonly gradient: Float64Array
  readonly step: Float64Array
  readonly hessian: Float64Array
  /** How far the last step went. */
  readonly length: Float64Array
  private readonly tolerance: number

  constructor(problem: number, hinge: SquaredHingeProblem, tolerance: number, variables: number, workspace: Workspace) {
    this.problem = problem
    this.hinge = hinge
    this.tolerance = tolerance
    this.state = startingState(variables)
    this.size = 4 * Math.ceil(variables / 4)
    const { target } = hinge
    this.positive = workspace.u8(target.length, 'as it is')
    for (let i = 0; i < target.length; i++) this.positive[i] = target[i] > 0 ? 1 : 0
    this.along = workspace.f64(target.length, 'as it is')
    this.gradient = workspace.f64(this.size)
    this.step = workspace.f64(this.size)
    this.hessian = workspace.f64(this.size ** 2)
    this.length = workspace.f64(1)
  }

  /** Takes note of the objective and the gradient at the present point. */
  arrive(objective: number, gradient: Float64Array): void {
    const { state, tolerance } = this
    const change = state.objective - objective
    state.objective = objective
    this.gradient.set(gradient)
    state.gradientNorm = Math.sqrt(dot(gradient, gradient))
    if (state.iterations === 0) state.firstGradientNorm = state.gradientNorm
    if (state.gradientNorm <= tolerance * state.firstGradientNorm || Math.abs(change) <= noChange * objective) {
      this.isOpen = false
    }
  }

  /** How far the slope has fallen on its way to the tolerance, on a log scale; bent, since the first steps move the most rows and take longest. */
  get progress(): number {
    if (!this.isOpen) return 1
    const { gradientNorm, firstGradientNorm } = this.state
    const fallen = Math.log(gradientNorm / firstGradientNorm) / Math.log(this.tolerance)
    return Math.min(1, Math.max(0, fallen)) ** 0.7
  }
}

/** Finds objective and gradient where the courses are. False: stopped on the way, which the weights survive. */
function settle(open: Course[], hinges: SparseSquaredHinges, stop: StopSignal): boolean {
  const objectives: number[] = []
  for (const { problem, state } of open) {
    if (stop.stopped) return false
    objectives.push(hinges.settle(problem, state.w))
  }
  const gradients = hinges.gradients(open.map(({ problem }) => problem))
  if (gradients === null) return false
  open.forEach((course, k) => course.arrive(objectives[k], gradients[k]))
  return true
}

/** One step of every problem; false: stopped before it was taken. */
function takeSteps(
  open: Course[],
  hinges: SparseSquaredHinges,
  { rows, columns, inverseScale, offset }: SparsePixels,
  biasFeature: number,
  context: FitContext,
): boolean {
  const { team, stop } = context
  if (stop.stopped || !hinges.bringGramsUp(open.map(({ problem }) => problem))) return false
  team.parallel(
    'hingeHessian',
    open.map(({ problem, hinge: { negativeC }, size, hessian }) => {
      const { gram, first, total } = hinges.grams[problem]
      return [gram, first, total, columns, biasFeature, 2 * negativeC, inverseScale, offset, size, hessian]
    }),
  )
  team.parallel(
    'newtonStep',
    open.map(({ hessian, size, gradient, step }) => [hessian, size, gradient, step]),
  )
  if (!hinges.score(open.map(({ problem, step, along }) => ({ problem, vector: step, out: along })))) return false
  const searches = open.map((course): Parameters<Routines['hingeSearch']> => {
    const { problem, hinge, positive, state, step, along, length } = course
    const { scores } = hinges.points[problem]
    const slopes = [dot(state.w, step), dot(step, step)] as const
    return [rows, positive, hinge.positiveC, hinge.negativeC, ...slopes, scores, along, length]
  })
  if (!parallelUntilStopped('hingeSearch', searches, context)) return false
  for (const { state, step, length } of open) {
    state.w = state.w.map((value, j) => value + length[0] * step[j])
    state.iterations++
  }
  return true
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j]
  return sum
}
