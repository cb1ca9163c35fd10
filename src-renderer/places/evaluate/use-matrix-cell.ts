import { computed, type WritableComputedRef } from 'vue'
import { rowsWhere, type Judged } from '#renderer/digits/judged.ts'
import type { ClassName } from '#renderer/digits/class-names.ts'
import { useFigureSelection } from './figure-selection.ts'

/** Absent `actual` or `predicted`: all of that column or row. */
export interface MatrixCell {
  actual?: number
  predicted?: number
}

/** The cell, row or column of the confusion matrix that is selected, in whatever figure; the same again lets go of it. */
export function useMatrixCell(
  judged: () => Judged,
  names: (label: number) => ClassName,
): WritableComputedRef<MatrixCell> {
  const { select, mark } = useFigureSelection(judged)

  function words({ actual, predicted }: MatrixCell): string {
    if (predicted === undefined) return `All ${names(actual ?? 0).plural}`
    if (actual === undefined) return `All read as ${names(predicted).short}`
    const plural = names(actual).plural
    const name = plural.charAt(0).toUpperCase() + plural.slice(1)
    return actual === predicted ? `${name} read right` : `${name} read as ${names(predicted).short}`
  }

  return computed({
    get() {
      const [, actual, predicted] = mark.value?.match(/^cell (\d*) (\d*)$/) ?? []
      return { ...(actual ? { actual: Number(actual) } : {}), ...(predicted ? { predicted: Number(predicted) } : {}) }
    },
    set(next) {
      const { actual, predicted } = next
      if (actual === undefined && predicted === undefined) return
      select(`cell ${actual ?? ''} ${predicted ?? ''}`, rowsWhere(judged(), next), words(next))
    },
  })
}
