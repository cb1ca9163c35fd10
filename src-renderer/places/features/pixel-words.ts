import { rowAndColumn } from '#renderer/digits/place-of.ts'
import type { FigureTable } from '#renderer/figure/figure-table.ts'

/** The first pixel with the largest value. */
export function strongest(values: ArrayLike<number>): number {
  let at = 0
  for (let j = 1; j < values.length; j++) if (values[j] > values[at]) at = j
  return at
}

/** One row a pixel. */
export function pixelTable(name: string, values: ArrayLike<number>, width: number): FigureTable {
  return {
    columns: ['row', 'column', name],
    rows: Array.from(values, (value, j) => [...rowAndColumn(j, width), value]),
  }
}
