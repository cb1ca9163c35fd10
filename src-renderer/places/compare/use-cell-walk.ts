import { computed, nextTick, ref, type Ref } from 'vue'
import { moveInGrid } from '#renderer/components/grid-keys.ts'

/** A cell of a table whose rows and cells carry `aria-rowindex` and `aria-colindex`, both from 1. */
export interface CellPlace {
  row: number
  column: number
}

const pageRows = 10

/**
 * One tab stop for a table with the role grid, and arrows that move it from cell to cell. `act`: what any other key does in the cell
 * at the tab stop; false: nothing.
 */
export function useCellWalk(
  grid: Readonly<Ref<HTMLElement | null>>,
  size: Readonly<Ref<{ rows: number; columns: number }>>,
  start: CellPlace,
  act: (key: string, place: CellPlace, cell: HTMLElement) => boolean,
) {
  const at = ref(start)
  const stop = computed<CellPlace>(() => ({
    row: Math.min(at.value.row, size.value.rows),
    column: Math.min(at.value.column, size.value.columns),
  }))
  const cellAt = ({ row, column }: CellPlace) =>
    grid.value?.querySelector<HTMLElement>(`[aria-rowindex="${row}"] [aria-colindex="${column}"]`)

  function follow(event: FocusEvent) {
    const cell = (event.target as Element).closest('[aria-colindex]')
    const row = cell?.closest('[aria-rowindex]')
    if (!cell || !row) return
    at.value = { row: Number(row.getAttribute('aria-rowindex')), column: Number(cell.getAttribute('aria-colindex')) }
  }

  async function onKey(event: KeyboardEvent) {
    const { rows, columns } = size.value
    const { row, column } = stop.value
    const cell = cellAt(stop.value)
    // A button that was pressed with the pointer answers its keys by itself.
    if (!cell || (event.target !== cell && (event.key === 'Enter' || event.key === ' '))) return
    const next = moveInGrid(event, columns * (row - 1) + column - 1, { total: columns * rows, columns, pageRows })
    if (next === null && !act(event.key, stop.value, cell)) return
    event.preventDefault()
    if (next === null) return
    at.value = { row: Math.floor(next / columns) + 1, column: (next % columns) + 1 }
    await nextTick()
    cellAt(at.value)?.focus()
  }

  return { stop, follow, onKey }
}
