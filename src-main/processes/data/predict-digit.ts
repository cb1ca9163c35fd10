import { answers, featuresOf } from '#learn/pipeline/pipeline.ts'
import type { DigitAnswer } from '#rpc/contract/run.ts'
import { readyModel } from './ready-model.ts'
import type { LoadedRun } from './run-cache.ts'

/** One digit, one model: on this thread, while training has all the others. */
export function predictDigit({ summary, model }: LoadedRun, pixels: Uint8Array): DigitAnswer {
  const start = performance.now()
  const { fitted, context } = readyModel(model)
  const { height, width } = model
  const digit = featuresOf({ rows: 1, height, width, pixels, labels: new Uint8Array(1) })
  const { labels, decision, probabilities } = answers(fitted, digit, context)
  const { classes } = fitted
  return {
    run: summary.id,
    classes,
    predicted: labels[0],
    // Two classes share one value, positive for the second.
    scores: classes.length === 2 && decision.length === 1 ? Float64Array.of(-decision[0], decision[0]) : decision,
    probabilities,
    milliseconds: performance.now() - start,
  }
}
