import type { FigureTable } from '#renderer/figure/figure-table.ts'
import type { Evaluation } from '#rpc/contract/run.ts'
import type { ClassName } from '#renderer/digits/class-names.ts'

/** The notebook's table per digit, unrounded. */
export function digitTable({ perDigit }: Evaluation, names: (label: number) => ClassName): FigureTable {
  return {
    columns: ['digit', 'support', 'accuracy', 'precision', 'f1', 'mean_neg_proba', 'mean_pos_proba'],
    rows: perDigit.map((score) => [
      names(score.digit).short,
      score.support,
      score.accuracy,
      score.precision,
      score.f1,
      score.meanNegProba,
      score.meanPosProba,
    ]),
  }
}
