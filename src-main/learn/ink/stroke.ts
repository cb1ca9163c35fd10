export const pointerKinds = ['pen', 'touch', 'mouse', 'keyboard'] as const
export type PointerKind = (typeof pointerKinds)[number]

/** One sample of the nib. Any unit of length, y downwards: everything that reads ink is free of scale. */
export interface InkPoint {
  x: number
  y: number
  /** 0 to 1; absent where the device gives none that can be believed. */
  pressure?: number
  /** Degrees from upright, -90 to 90. */
  tiltX?: number
  tiltY?: number
  /** Since the first point of the digit. */
  ms?: number
}

/** From pen down to pen up. */
export interface Stroke {
  points: InkPoint[]
  pointer?: PointerKind
}

/**
 * The stored form: one list a stroke of `[x, y, pressure?, ms?, tiltX?, tiltY?]`. What is missing before something that is there keeps
 * its place: -1 for pressure and time, 0 for one of two tilts.
 */
export type StrokeList = (readonly number[])[]

/**
 * Strokes of the stored form, in the unit that it has. `pointers`: what drew each stroke, where that is known. Any negative pressure
 * or time stands for none; nothing is checked here.
 */
export function strokesFromLists(lists: readonly StrokeList[], pointers?: readonly PointerKind[]): Stroke[] {
  return lists.map((list, k) => ({
    points: list.map(([x, y, pressure = -1, ms = -1, tiltX, tiltY]) => ({
      x,
      y,
      ...(pressure < 0 ? {} : { pressure }),
      ...(ms < 0 ? {} : { ms }),
      ...(tiltX === undefined ? {} : { tiltX, tiltY: tiltY ?? 0 }),
    })),
    ...(pointers?.[k] === undefined ? {} : { pointer: pointers[k] }),
  }))
}

/** No more numbers a point than it has something to say. */
export function listsFromStrokes(strokes: readonly Stroke[]): number[][][] {
  return strokes.map(({ points }) =>
    points.map(({ x, y, pressure, ms, tiltX, tiltY }) => {
      const tilted = tiltX !== undefined || tiltY !== undefined
      const length = tilted ? 6 : ms !== undefined ? 4 : pressure !== undefined ? 3 : 2
      return [x, y, pressure ?? -1, ms ?? -1, tiltX ?? 0, tiltY ?? 0].slice(0, length)
    }),
  )
}

/** What drew each stroke; null where that is not known of all. */
export function pointersOf(strokes: readonly Stroke[]): PointerKind[] | null {
  const known = strokes.flatMap(({ pointer }) => (pointer === undefined ? [] : [pointer]))
  return known.length === strokes.length ? known : null
}

export interface InkBounds {
  left: number
  top: number
  right: number
  bottom: number
}

/** Of the nib's path, without the width of the nib; null for no points. */
export function strokeBounds(strokes: readonly Stroke[]): InkBounds | null {
  let left = Infinity
  let top = Infinity
  let right = -Infinity
  let bottom = -Infinity
  for (const { points } of strokes) {
    for (const { x, y } of points) {
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      if (y > bottom) bottom = y
    }
  }
  return left <= right ? { left, top, right, bottom } : null
}
