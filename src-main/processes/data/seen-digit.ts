import { rowReader } from '#learn/feature-rows.ts'
import { featuresOf, transform, type FittedPipeline } from '#learn/pipeline/pipeline.ts'
import type { SeenDigit } from '#rpc/contract/run.ts'
import type { LoadedRun } from './run-cache.ts'

/** One digit after every step before the classifier; null where its values are no longer one for a pixel. */
export function seenDigit({ model }: LoadedRun, pixels: Uint8Array): SeenDigit | null {
  const { height, width, fitted } = model
  const digit = featuresOf({ rows: 1, height, width, pixels, labels: new Uint8Array(1) })
  const features = transform(fitted as FittedPipeline, digit)
  if (features.kind !== 'pixels') return null
  const row = new Float64Array(features.columns)
  rowReader(features)(0, row)
  const values = new Float64Array(height * width)
  const kept = new Uint8Array(height * width)
  features.selected.forEach((pixel, column) => {
    values[pixel] = row[column]
    kept[pixel] = 1
  })
  return { height, width, values, kept, scaled: features.mean !== null || features.scale !== null }
}
