export type PointerKind = 'pen' | 'touch' | 'mouse' | 'keyboard'

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

/** The stored form: one list a stroke of `[x, y, pressure?, ms?]`. */
export type StrokeList = (readonly number[])[]

export function strokesFromLists(lists: readonly StrokeList[]): Stroke[] {
  return lists.map((list) => ({
    points: list.map(([x, y, pressure, ms]) => ({
      x,
      y,
      ...(pressure === undefined || pressure < 0 ? {} : { pressure }),
      ...(ms === undefined ? {} : { ms }),
    })),
  }))
}

/** A time without a pressure keeps its place behind a pressure of -1. */
export function listsFromStrokes(strokes: readonly Stroke[]): number[][][] {
  return strokes.map(({ points }) =>
    points.map(({ x, y, pressure, ms }) => {
      if (ms !== undefined) return [x, y, pressure ?? -1, ms]
      return pressure === undefined ? [x, y] : [x, y, pressure]
    }),
  )
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
