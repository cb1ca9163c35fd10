import type { Ref } from 'vue'
import { moveInGrid, type GridShape } from '#renderer/components/grid-keys.ts'

type Modifiers = Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>

/**
 * Which cells of a grid are chosen, as file managers have it: a click or an arrow chooses one alone, with Shift all from the last one
 * chosen alone, with Ctrl or Cmd one more or one less. `current` is the cell with the cursor.
 */
export function useGridChoice(options: {
  current: Ref<number | null>
  chosen: Ref<ReadonlySet<number>>
  shape: () => GridShape
  /** Brings a cell into view. */
  show: (index: number) => void
}) {
  const { current, chosen, shape, show } = options
  let anchor: number | null = null

  function clear() {
    anchor = null
    current.value = null
    chosen.value = new Set()
  }

  function choose(index: number, { shiftKey, ctrlKey, metaKey }: Modifiers) {
    const more = ctrlKey || metaKey
    if (shiftKey) {
      anchor ??= current.value ?? index
      const [first, last] = anchor < index ? [anchor, index] : [index, anchor]
      const range = Array.from({ length: last - first + 1 }, (_, k) => first + k)
      chosen.value = new Set(more ? [...chosen.value, ...range] : range)
    } else {
      anchor = index
      if (more) chosen.value = toggled(chosen.value, index)
      else if (chosen.value.size !== 1 || !chosen.value.has(index)) chosen.value = new Set([index])
    }
    current.value = index
  }

  /** True: the key was one of the grid's. */
  function onKey(event: KeyboardEvent): boolean {
    const { total } = shape()
    const at = current.value
    const more = event.ctrlKey || event.metaKey
    if (total === 0) return false
    if (event.key === 'Escape') {
      if (at === null) return false
      clear()
    } else if (event.key === ' ' || event.key === 'Enter') choose(at ?? 0, event)
    else if (event.key === 'a' && more) {
      chosen.value = new Set(Array.from({ length: total }, (_, index) => index))
      current.value ??= 0
    } else {
      const next = moveInGrid(event, Math.max(0, at ?? -1), shape())
      if (next === null) return false
      const to = at === null ? 0 : next
      // Ctrl with an arrow moves the cursor alone; with Home and End it means the ends of the grid.
      if (more && event.key.startsWith('Arrow')) current.value = to
      else choose(to, { shiftKey: event.shiftKey, ctrlKey: false, metaKey: false })
      show(to)
    }
    return true
  }

  return { choose, clear, onKey }
}

function toggled(set: ReadonlySet<number>, index: number): Set<number> {
  const next = new Set(set)
  if (!next.delete(index)) next.add(index)
  return next
}
