import { rowReader } from '../feature-rows.ts'
import type { DenseFeatures, Features, PixelFeatures } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { inWorkspace } from '../workspace-arrays.ts'
import type { LinearTarget } from './linear-classifier.ts'

export interface LossAndGradient {
  loss: number
  /** With respect to the weights, then the intercept. */
  gradient: Float64Array
}

/** Summed logistic losses of several one-vs-rest problems and their gradients; null when the fit was stopped meanwhile. */
export type LogisticLoss = (targets: LinearTarget[], points: Float64Array[]) => LossAndGradient[] | null

/** The loss over rows X (rows x columns, dense or pixels) with labels y; its arrays lie in the workspace until the caller releases them. */
export function logisticLoss(X: Features, y: Uint8Array, context: FitContext): LogisticLoss {
  return X.kind === 'pixels' ? pixelLoss(X, y, context) : denseLoss(X, y, context)
}

/** Problems that one call of the routine takes. */
const problemsPerPass = 10
const rowsPerCall = 4096

/**
 * The pass runs on bytes: x = (p / norm - mean) / scale, so w . x + b = (p / norm) . (w / scale) + (b - (w / scale) . mean), and
 * the gradient by w is (sum g p / norm - mean * sum g) / scale. Rows are cut the same way for any number of threads, so the
 * sums do not depend on it. The arrays stay in the workspace until the caller releases its mark.
 */
function pixelLoss(X: PixelFeatures, y: Uint8Array, { workspace, team, stop }: FitContext): LogisticLoss {
  const { stride, rows, columns, selected, mean, scale } = X
  const pixels = inWorkspace(X.pixels, workspace)
  const labels = inWorkspace(y, workspace)
  const inverseNorm = workspace.f64(rows)
  for (let i = 0; i < rows; i++) inverseNorm[i] = X.rowNorm ? 1 / X.rowNorm[i] : 1
  const positive = workspace.i32(problemsPerPass)
  const positiveWeight = workspace.f64(problemsPerPass)
  const negativeWeight = workspace.f64(problemsPerPass)
  const weights = workspace.f64(stride * problemsPerPass)
  const intercepts = workspace.f64(problemsPerPass)
  const chunks = Array.from({ length: Math.ceil(rows / rowsPerCall) }, (_, chunk) => {
    const first = chunk * rowsPerCall
    const last = Math.min(first + rowsPerCall, rows)
    return {
      pixels: pixels.subarray(first * stride, last * stride),
      rows: last - first,
      labels: labels.subarray(first, last),
      inverseNorm: inverseNorm.subarray(first, last),
      loss: workspace.f64(problemsPerPass),
      slope: workspace.f64(problemsPerPass),
      gradient: workspace.f64(stride * problemsPerPass),
      scratch: workspace.f64(problemsPerPass + stride),
    }
  })
  /** A few milliseconds of work a thread, then a look at the stop flag. */
  const chunksPerRound = 4 * team.threads

  return (targets, points) => {
    const results: LossAndGradient[] = []
    for (let first = 0; first < targets.length; first += problemsPerPass) {
      const group = targets.slice(first, first + problemsPerPass)
      const groupPoints = points.slice(first, first + problemsPerPass)
      // The routine takes an even number of problems; the one filled in weighs nothing.
      const problems = group.length + (group.length % 2)
      fold(group, groupPoints, problems)
      if (!pass(problems)) return null
      groupPoints.forEach((_, k) => results.push(unfold(k, problems)))
    }
    return results
  }

  function fold(group: LinearTarget[], groupPoints: Float64Array[], problems: number): void {
    weights.fill(0)
    intercepts.fill(0)
    positiveWeight.fill(0)
    negativeWeight.fill(0)
    group.forEach((target, k) => {
      positive[k] = target.label
      positiveWeight[k] = target.positiveWeight
      negativeWeight[k] = target.negativeWeight
      const point = groupPoints[k]
      let intercept = point[columns]
      for (let j = 0; j < columns; j++) {
        const weight = scale ? point[j] / scale[j] : point[j]
        weights[selected[j] * problems + k] = weight
        if (mean) intercept -= weight * mean[j]
      }
      intercepts[k] = intercept
    })
  }

  function pass(problems: number): boolean {
    for (let first = 0; first < chunks.length; first += chunksPerRound) {
      if (stop.stopped) return false
      team.parallel(
        'logisticPass',
        chunks
          .slice(first, first + chunksPerRound)
          .map((chunk) => [
            chunk.pixels,
            stride,
            chunk.rows,
            chunk.labels,
            chunk.inverseNorm,
            problems,
            positive,
            positiveWeight,
            negativeWeight,
            weights,
            intercepts,
            chunk.loss,
            chunk.slope,
            chunk.gradient,
            chunk.scratch,
          ]),
      )
    }
    return true
  }

  function unfold(k: number, problems: number): LossAndGradient {
    let loss = 0
    let slope = 0
    const gradient = new Float64Array(columns + 1)
    for (const chunk of chunks) {
      loss += chunk.loss[k]
      slope += chunk.slope[k]
      for (let j = 0; j < columns; j++) gradient[j] += chunk.gradient[selected[j] * problems + k]
    }
    if (mean) for (let j = 0; j < columns; j++) gradient[j] -= mean[j] * slope
    if (scale) for (let j = 0; j < columns; j++) gradient[j] /= scale[j]
    gradient[columns] = slope
    return { loss, gradient }
  }
}

/** Straight from the formula, on one thread: dense features are small here. */
function denseLoss(X: DenseFeatures, y: Uint8Array, { stop }: FitContext): LogisticLoss {
  const { columns, rows } = X
  const row = new Float64Array(columns)
  const read = rowReader(X)
  return (targets, points) => {
    const results = points.map(() => ({ loss: 0, gradient: new Float64Array(columns + 1) }))
    for (let i = 0; i < rows; i++) {
      if (i % 256 === 0 && stop.stopped) return null
      read(i, row)
      targets.forEach((target, k) => addSample(row, y[i] === target.label, target, points[k], results[k]))
    }
    return results
  }
}

function addSample(
  row: Float64Array,
  isPositive: boolean,
  target: LinearTarget,
  point: Float64Array,
  result: LossAndGradient,
): void {
  const columns = row.length
  let f = point[columns]
  for (let j = 0; j < columns; j++) f += row[j] * point[j]
  const margin = isPositive ? f : -f
  const weight = isPositive ? target.positiveWeight : target.negativeWeight
  const e = Math.exp(-Math.abs(margin))
  result.loss += weight * (Math.max(-margin, 0) + Math.log1p(e))
  const missed = weight * ((margin > 0 ? e : 1) / (1 + e))
  const slope = isPositive ? -missed : missed
  for (let j = 0; j < columns; j++) result.gradient[j] += slope * row[j]
  result.gradient[columns] += slope
}
