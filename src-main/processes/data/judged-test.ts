import { AppError } from '#learn/app-error.ts'
import { noLabel, type DigitSet } from '#learn/datasets/digit-set.ts'
import { labelsFor } from '#learn/pipeline/pipeline.ts'
import type { LoadedRun } from './run-cache.ts'

/** The test digits of a run, with what its model said of them. */
export interface JudgedTest {
  name: string
  /** In the model's order. */
  classes: number[]
  /** With `positive` in its spec the model tells 1 from 0, and so do these labels; `noLabel` stays. */
  actual: Uint8Array
  predicted: Uint8Array
  /** Rows x classes. */
  scores: Float32Array
  scoreKind: 'probability' | 'margin'
  twoClass: boolean
}

export function judgedTest({ summary, model }: LoadedRun, { rows, labels }: DigitSet): JudgedTest {
  const { testPredicted: predicted, testScores: scores, testScoreKind: scoreKind, spec } = model
  const { classes } = model.fitted as { classes: number[] }
  if (predicted.length !== rows || scores.length !== rows * classes.length) {
    throw new AppError(
      'damaged',
      `The run "${summary.name}" has ${predicted.length} predictions for ${rows} test digits.`,
      {
        hint: 'Train it again.',
      },
    )
  }
  const actual = labelsFor(spec, labels).map((label, row) => (labels[row] === noLabel ? noLabel : label))
  return { name: summary.name, classes, actual, predicted, scores, scoreKind, twoClass: spec.positive !== undefined }
}
