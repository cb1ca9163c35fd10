import { linearWeights, pixelContributions } from '#learn/inspection/linear-weights.ts'
import { featuresOf, type FittedPipeline } from '#learn/pipeline/pipeline.ts'
import type { Coefficients, Contributions } from '#rpc/contract/run.ts'
import type { LoadedRun } from './run-cache.ts'

export function coefficients({ summary, model }: LoadedRun): Coefficients | null {
  const weights = linearWeights(model.fitted as FittedPipeline)
  const { height, width } = model
  return weights && { run: summary.id, height, width, ...weights }
}

export function contributions({ model }: LoadedRun, pixels: Uint8Array, label: number): Contributions | null {
  const { height, width } = model
  const digit = featuresOf({ rows: 1, height, width, pixels, labels: new Uint8Array(1) })
  const parts = pixelContributions(model.fitted as FittedPipeline, digit, label)
  return parts && { label, ...parts }
}
