export interface GridShape {
  /** Cells in all. */
  total: number
  columns: number
  /** Rows that fit on the screen. */
  pageRows: number
}

type GridKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>

/** Where a key leads from cell `index` in a grid filled row by row (the ARIA grid pattern); null: not a key of the grid. */
export function moveInGrid(event: GridKey, index: number, { total, columns, pageRows }: GridShape): number | null {
  if (total === 0) return null
  const command = event.ctrlKey || event.metaKey
  const rowStart = index - (index % columns)
  const within = (next: number) => Math.min(total - 1, Math.max(0, next))
  // Up and down keep the column, also at the ends.
  const byRows = (rows: number) => {
    const next = index + rows * columns
    if (next < 0) return index % columns
    const lastInColumn = (index % columns) + columns * Math.floor((total - 1 - (index % columns)) / columns)
    return Math.min(next, lastInColumn)
  }
  switch (event.key) {
    case 'ArrowLeft':
      return within(index - 1)
    case 'ArrowRight':
      return within(index + 1)
    case 'ArrowUp':
      return byRows(-1)
    case 'ArrowDown':
      return byRows(1)
    case 'PageUp':
      return byRows(-pageRows)
    case 'PageDown':
      return byRows(pageRows)
    case 'Home':
      return command ? 0 : rowStart
    case 'End':
      return command ? total - 1 : within(rowStart + columns - 1)
    default:
      return null
  }
}
