import type { DenseFeatures } from '../features.ts'
import type { Workspace } from '../fit-context.ts'
import { SquaredHinge, type SquaredHingeProblem } from './squared-hinge.ts'
import type { TronRequest } from './tron.ts'

/** Answers the requests of one problem over dense rows. */
export class DenseSquaredHinge {
  private readonly point: SquaredHinge
  private readonly X: DenseFeatures
  private readonly biasFeature: number

  constructor(problem: SquaredHingeProblem, X: DenseFeatures, biasFeature: number, workspace: Workspace) {
    this.point = new SquaredHinge(problem, workspace)
    this.X = X
    this.biasFeature = biasFeature
  }

  answer(request: TronRequest): number | Float64Array {
    const { point, X } = this
    if (request.kind === 'objective') {
      for (let i = 0; i < X.rows; i++) point.scores[i] = this.score(i, request.w)
      return point.settle(request.w)
    }
    const result = (request.kind === 'gradient' ? point.point : request.direction).slice()
    for (let n = 0; n < point.insideCount; n++) {
      const i = point.inside[n]
      const c = request.kind === 'gradient' ? point.pull[n] : 2 * point.weight(i) * this.score(i, request.direction)
      const row = i * X.columns
      for (let j = 0; j < X.columns; j++) result[j] += c * X.values[row + j]
      if (this.biasFeature !== 0) result[X.columns] += c * this.biasFeature
    }
    return result
  }

  private score(i: number, w: Float64Array): number {
    const { values, columns } = this.X
    let sum = this.biasFeature === 0 ? 0 : w[columns] * this.biasFeature
    for (let j = 0; j < columns; j++) sum += w[j] * values[i * columns + j]
    return sum
  }
}
