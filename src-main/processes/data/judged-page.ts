import { noLabel, type DigitSet } from '#learn/datasets/digit-set.ts'
import type { EvaluationFilter, JudgedPage } from '#rpc/contract/run.ts'
import type { JudgedTest } from './judged-test.ts'
import { pickRows } from './sample-page.ts'

/** Test digits that match the filter, in its order, from `offset` on. */
export function judgedPage(
  judged: JudgedTest,
  test: DigitSet,
  filter: EvaluationFilter,
  offset: number,
  count: number,
): JudgedPage {
  const { classes, actual, predicted, scores } = judged
  const { order } = filter
  const matches = (row: number) =>
    (filter.actual === undefined || actual[row] === filter.actual) &&
    (filter.predicted === undefined || predicted[row] === filter.predicted) &&
    (filter.wrong !== true || (actual[row] !== noLabel && actual[row] !== predicted[row]))
  const rows = Uint32Array.from({ length: test.rows }, (_, row) => row).filter(matches)
  const confidence = Float64Array.from(rows, (row) => scores[row * classes.length + classes.indexOf(predicted[row])])
  const places = Uint32Array.from(rows, (_, i) => i)
  // Sorting keeps the order of rows among equals.
  if (order === 'confident-first') places.sort((a, b) => confidence[b] - confidence[a] || a - b)
  if (order === 'doubtful-first') places.sort((a, b) => confidence[a] - confidence[b] || a - b)
  const shown = places.slice(offset, offset + count)
  const picked = pickRows(
    test,
    shown.map((place) => rows[place]),
  )
  return {
    total: rows.length,
    ...picked,
    predicted: Uint8Array.from(picked.rows, (row) => predicted[row]),
    confidence: Float64Array.from(shown, (place) => confidence[place]),
  }
}
