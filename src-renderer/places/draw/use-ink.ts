import { computed, ref, shallowRef } from 'vue'
import type { InkPoint, PointerKind, Stroke } from '#learn/ink/stroke.ts'
import type { InkTarget } from './pen-gesture.ts'
import { strokeTouches } from './stroke-touches.ts'

/** Below this a pen's pressure does not vary: its device has none. */
const leastSpan = 0.01

/** The ink on the pad, with undo and redo stroke by stroke. */
export function useInk(options: { eraserRadius(): number }) {
  const finished = shallowRef<Stroke[]>([])
  /** Grows in place while it is drawn; `version` tells. */
  const live = shallowRef<Stroke | null>(null)
  const version = ref(0)
  const past = shallowRef<Stroke[][]>([])
  const future = shallowRef<Stroke[][]>([])
  let beforeErasing: Stroke[] | null = null

  const strokes = computed<Stroke[]>(() => {
    void version.value
    return live.value ? [...finished.value, live.value] : [...finished.value]
  })
  const isEmpty = computed(() => finished.value.length === 0 && live.value === null)

  function become(next: Stroke[]) {
    past.value = [...past.value, finished.value]
    future.value = []
    finished.value = next
  }

  const target: InkTarget = {
    begin(point: InkPoint, pointer: PointerKind) {
      target.end()
      live.value = { points: [point], pointer }
    },
    extend(points) {
      live.value?.points.push(...points)
      version.value++
    },
    end() {
      const stroke = live.value
      live.value = null
      if (stroke) become([...finished.value, withBelievedPressure(stroke)])
    },
    abandon() {
      live.value = null
    },
    eraseAt(from, to) {
      const kept = finished.value.filter((stroke) => !strokeTouches(stroke, from, to, options.eraserRadius()))
      if (kept.length === finished.value.length) return
      beforeErasing ??= finished.value
      finished.value = kept
    },
    endErasing() {
      if (!beforeErasing) return
      past.value = [...past.value, beforeErasing]
      future.value = []
      beforeErasing = null
    },
  }

  return {
    strokes,
    finished,
    live,
    isEmpty,
    target,
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    undo() {
      const before = past.value.at(-1)
      if (!before || live.value) return
      past.value = past.value.slice(0, -1)
      future.value = [...future.value, finished.value]
      finished.value = before
    },
    redo() {
      const after = future.value.at(-1)
      if (!after || live.value) return
      future.value = future.value.slice(0, -1)
      past.value = [...past.value, finished.value]
      finished.value = after
    },
    clear() {
      live.value = null
      if (finished.value.length > 0) become([])
    },
    /** Takes away strokes that are safe elsewhere, also out of what undo brings back; what was written since stays. */
    release(strokes: readonly Stroke[]) {
      const gone = new Set(strokes)
      const without = (list: Stroke[]) => list.filter((stroke) => !gone.has(stroke))
      // Steps that only wrote what is gone now would undo nothing.
      const changing = (lists: Stroke[][]) =>
        lists.map(without).filter((list, k, all) => {
          const next = k + 1 < all.length ? all[k + 1] : finished.value
          return list.length !== next.length || list.some((stroke, at) => stroke !== next[at])
        })
      finished.value = without(finished.value)
      past.value = changing(past.value)
      future.value = changing(future.value)
      beforeErasing &&= without(beforeErasing)
    },
  }
}

export type Ink = ReturnType<typeof useInk>

/** A pressure that never changes says nothing. */
function withBelievedPressure(stroke: Stroke): Stroke {
  const pressures = stroke.points.flatMap(({ pressure }) => (pressure === undefined ? [] : [pressure]))
  if (pressures.length === 0 || Math.max(...pressures) - Math.min(...pressures) >= leastSpan) return stroke
  return { ...stroke, points: stroke.points.map((point) => ({ ...point, pressure: undefined })) }
}
