import { AppError } from '#learn/app-error.ts'
import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { labelsFor } from '#learn/pipeline/pipeline.ts'
import type { LoadedRun } from './run-cache.ts'

/** The test digits of a run, with what its model said of them. */
export interface JudgedTest {
  /** In the model's order. */
  classes: number[]
  /** As the model sees them: with `positive` in its spec, 1 and 0. */
  actual: Uint8Array
  predicted: Uint8Array
  /** Score of class `k` for a row: its probability where the model has them, else its margin. */
  score(row: number, k: number): number
  probabilities: boolean
}

export function judgedTest({ summary, model }: LoadedRun, test: DigitSet): JudgedTest {
  const { testPredicted: predicted, testScores, testScoreKind, spec } = model
  const { classes } = model.fitted as { classes: number[] }
  if (predicted.length !== test.rows) {
    throw new AppError(
      'damaged',
      `The run "${summary.name}" has ${predicted.length} predictions for ${test.rows} test digits.`,
      {
        hint: 'Train it again.',
      },
    )
  }
  const columns = testScores.length / test.rows
  // One column for two classes: positive speaks for the second.
  const single = columns === 1 && classes.length === 2
  const probabilities = testScoreKind === 'probability'
  const score = single
    ? (row: number, k: number) => (k === 1 ? testScores[row] : probabilities ? 1 - testScores[row] : -testScores[row])
    : (row: number, k: number) => testScores[row * columns + k]
  return { classes, actual: labelsFor(spec, test.labels), predicted, score, probabilities }
}
