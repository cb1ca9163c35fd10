import { AppError } from '#learn/app-error.ts'
import { noLabel } from '#learn/datasets/digit-set.ts'
import { accuracyScore } from '#learn/metrics/accuracy-score.ts'
import { confusionMatrix, unionOfLabels } from '#learn/metrics/confusion-matrix.ts'
import { digitScores } from '#learn/metrics/digit-scores.ts'
import { f1Score } from '#learn/metrics/precision-recall-fscore.ts'
import { wilsonInterval } from '#learn/metrics/wilson-interval.ts'
import type { Evaluation, RunId } from '#rpc/contract/run.ts'
import type { JudgedTest } from './judged-test.ts'

/** How right a model is on its test digits; those without a label say nothing. */
export function evaluation(run: RunId, judged: JudgedTest): Evaluation {
  const rows = Uint32Array.from(judged.actual.keys()).filter((row) => judged.actual[row] !== noLabel)
  if (rows.length === 0) {
    throw new AppError('unsupported', `The test digits of "${judged.name}" carry no labels, so it cannot be judged.`, {
      hint: 'Open test digits with labels and train again.',
    })
  }
  const actual = Uint8Array.from(rows, (row) => judged.actual[row])
  const predicted = Uint8Array.from(rows, (row) => judged.predicted[row])
  // A class that was not trained can still occur in the test.
  const classes = unionOfLabels(judged.classes, actual)
  const accuracy = accuracyScore(actual, predicted)
  const right = Math.round(accuracy * rows.length)
  return {
    run,
    classes,
    confusion: confusionMatrix(actual, predicted, { labels: classes }),
    accuracy,
    interval: wilsonInterval(right, rows.length),
    f1: f1Score(actual, predicted, { average: judged.twoClass ? 'binary' : 'weighted' }),
    errors: rows.length - right,
    perDigit: digitScores(actual, predicted, classes, probabilitiesOf(judged, rows, classes)),
  }
}

/** Rows x classes; 0 for a class the model does not know. null where the model gives none. */
function probabilitiesOf(judged: JudgedTest, rows: Uint32Array, classes: number[]): Float64Array | null {
  if (judged.scoreKind !== 'probability') return null
  const known = judged.classes.length
  const table = new Float64Array(rows.length * classes.length)
  judged.classes.forEach((label, k) => {
    const column = classes.indexOf(label)
    rows.forEach((row, i) => (table[i * classes.length + column] = judged.scores[row * known + k]))
  })
  return table
}
