import { formatCount, formatPlural } from '#renderer/format-number.ts'
import { partNames } from './repeat-lines.ts'
import type { DataFigure } from './use-data-place.ts'
import type { Part } from '#rpc/contract/dataset.ts'

/** How many digits a figure is of, for the status line. */
export function figureWords(
  figure: DataFigure,
  of: {
    /** All that is open. */
    open: { part: Part; set: { rows: number } }[]
    /** How many of each the first digits are. */
    first: number
    /** Digits of the parts shown, and those of them that the filter or the selection lets through. */
    rows: number
    filtered: number
  },
): string {
  const outOf = `${formatCount(of.filtered)} of ${formatPlural(of.rows, 'digit')}`
  switch (figure) {
    case 'wall':
      return `${outOf} shown`
    case 'greys':
      return `${outOf} counted`
    case 'means':
      return `${formatPlural(of.rows, 'digit')} averaged`
    case 'first': {
      const parts = of.open.map(
        ({ part, set: { rows } }) =>
          `${formatCount(Math.min(of.first, rows))} of ${formatCount(rows)} ${partNames[part]}`,
      )
      return `${parts.join(' and ')} digits shown`
    }
  }
}
