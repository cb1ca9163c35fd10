import type { Features, PixelFeatures } from '../features.ts'
import { rowReader } from '../feature-rows.ts'

export interface LinearModel {
  coef: Float64Array
  intercept: number
}

/** w . x + b of every row and model: rows x models. */
export function linearScores(X: Features, models: LinearModel[]): Float64Array {
  return X.kind === 'pixels' ? pixelScores(X, models) : denseScores(X, models)
}

/** Scaling is folded into the weights (see logistic-objective.ts) and paper, which is 0, is skipped. */
function pixelScores(X: PixelFeatures, models: LinearModel[]): Float64Array {
  const { rows, stride, pixels, columns, selected, mean, scale, rowNorm } = X
  const count = models.length
  const weights = new Float64Array(stride * count)
  const intercepts = models.map(({ coef, intercept }, k) => {
    let folded = intercept
    for (let j = 0; j < columns; j++) {
      const weight = scale ? coef[j] / scale[j] : coef[j]
      weights[selected[j] * count + k] = weight
      if (mean) folded -= weight * mean[j]
    }
    return folded
  })
  const scores = new Float64Array(rows * count)
  const sums = new Float64Array(count)
  for (let i = 0; i < rows; i++) {
    sums.fill(0)
    const start = i * stride
    for (let pixel = 0; pixel < stride; pixel++) {
      const x = pixels[start + pixel]
      if (x === 0) continue
      const at = pixel * count
      for (let k = 0; k < count; k++) sums[k] += x * weights[at + k]
    }
    const norm = rowNorm ? rowNorm[i] : 1
    for (let k = 0; k < count; k++) scores[i * count + k] = sums[k] / norm + intercepts[k]
  }
  return scores
}

function denseScores(X: Features, models: LinearModel[]): Float64Array {
  const { rows, columns } = X
  const row = new Float64Array(columns)
  const read = rowReader(X)
  const scores = new Float64Array(rows * models.length)
  for (let i = 0; i < rows; i++) {
    read(i, row)
    models.forEach(({ coef, intercept }, k) => {
      let sum = 0
      for (let j = 0; j < columns; j++) sum += row[j] * coef[j]
      scores[i * models.length + k] = sum + intercept
    })
  }
  return scores
}
