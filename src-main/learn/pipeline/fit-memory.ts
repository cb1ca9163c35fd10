import { paramsOf } from './innermost.ts'
import type { StepSpec } from './pipeline-spec.ts'

export const megabyte = 2 ** 20
/** Share of inked pixels among those that vary: what most linear solvers walk along. */
export const inked = 0.2

/** What linear solvers and neighbours keep beside the grey levels: the ink as lists, then vectors a row and matrices of columns for each problem. */
export function bytesBeside(step: StepSpec, rows: number, columns: number, problems: number): number {
  const { solver } = paramsOf(step)
  const ink = rows * (columns * inked * 3 + 12)
  if (step.kind === 'LinearSVC') return ink + problems * (rows * 41 + columns ** 2 * 16)
  if (step.kind === 'LogisticRegression' && solver !== 'lbfgs') return ink + rows * (problems * 8 + 60)
  if (step.kind === 'KNeighborsClassifier') return rows * columns
  return ink + rows * problems * 8
}
