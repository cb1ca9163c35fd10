import { watch, watchPostEffect, type Ref } from 'vue'
import { withPressureResponse } from '#learn/ink/pressure-response.ts'
import type { Stroke } from '#learn/ink/stroke.ts'
import { useLookVersion } from '#renderer/composables/use-look-version.ts'
import { paintStroke } from './paint-ink.ts'
import type { InkTarget } from './pen-gesture.ts'
import type { Ink } from './use-ink.ts'

/** What the paper shows and how; read anew whenever something is painted. */
export interface InkLook {
  /** Side of the paper in device pixels. */
  side: number
  /** Width of the nib as a share of that side. */
  nib: number
  /** How much pressure widens it; 1: as the device says. */
  response: number
  /** Shown in place of the ink: a moment of a replay, or a kept digit. */
  replayed: readonly Stroke[] | null
  /** The canvas does not wait for the frame. */
  atOnce: boolean
}

/**
 * Paints ink as it comes: the stroke under way piece by piece, finished ones anew when they change. Predicted ink has a canvas of
 * its own, because it is rubbed out at every sample. `uncover`: the pen wants the ink that a replay hides.
 */
export function useInkPainting(
  sheets: { ink: Readonly<Ref<HTMLCanvasElement | null>>; ahead: Readonly<Ref<HTMLCanvasElement | null>> },
  ink: Ink,
  look: Readonly<Ref<InkLook>>,
  uncover: () => void,
) {
  const theme = useLookVersion()
  /** Of the ink, read when the page's look changes: asking for it makes the page work out its styles. */
  let colour = ''
  /** This eraser met a replay: it rubs out nothing until it is put down again. */
  let uncovering = false

  function pencil(sheet: HTMLCanvasElement | null, opaque = false) {
    const context = sheet?.getContext('2d', opaque ? { desynchronized: true, alpha: false } : undefined)
    if (!sheet || !context) return null
    colour ||= getComputedStyle(sheet).color
    context.fillStyle = colour
    context.strokeStyle = colour
    return context
  }

  function paint(context: CanvasRenderingContext2D | null, strokes: readonly Stroke[], first = 0) {
    const { side, nib, response } = look.value
    if (!context) return
    for (const stroke of withPressureResponse(strokes, response)) paintStroke(context, stroke, side, nib, first)
  }

  const inkPencil = () => pencil(sheets.ink.value, look.value.atOnce)
  const aheadPencil = () => pencil(sheets.ahead.value)

  /** What does not wait for the frame must be opaque: the system may lay it over the page without blending. */
  function blank(sheet: HTMLCanvasElement | null, context: CanvasRenderingContext2D | null, opaque: boolean) {
    const { side } = look.value
    if (!sheet || !context) return
    if (sheet.width !== side || sheet.height !== side) {
      sheet.width = side
      sheet.height = side
    }
    if (opaque) {
      context.fillStyle = getComputedStyle(sheet).backgroundColor
      context.fillRect(0, 0, side, side)
    } else context.clearRect(0, 0, side, side)
  }

  function forget() {
    blank(sheets.ahead.value, aheadPencil(), false)
  }

  /** What stands on the sheet, and how it was painted. */
  let painted: { strokes: readonly Stroke[]; look: InkLook; theme: number; sheet: unknown } | null = null

  /** Only what is new where the rest stands there already: a stroke was painted as it came. */
  function repaint() {
    const { replayed, atOnce } = look.value
    const { finished, live } = ink
    const written = live.value ? [...finished.value, live.value] : finished.value
    const strokes = replayed && !live.value ? replayed : written
    const now = { strokes, look: look.value, theme: theme.value, sheet: sheets.ink.value }
    const stands =
      painted?.look === now.look &&
      painted.theme === now.theme &&
      painted.sheet === now.sheet &&
      painted.strokes.every((stroke, k) => stroke === strokes[k])
    const first = stands && painted ? painted.strokes.length : 0
    painted = now
    forget()
    if (!stands) blank(sheets.ink.value, inkPencil(), atOnce)
    paint(inkPencil(), strokes.slice(first))
  }

  watch(theme, () => (colour = ''), { flush: 'sync' })
  watchPostEffect(() => {
    void theme.value
    // Read here, so that undo, erasing and a taken back stroke repaint; points added to the live stroke do not.
    void ink.finished.value
    void ink.live.value
    repaint()
  })

  const target: InkTarget = {
    begin(point, pointer) {
      uncover()
      ink.target.begin(point, pointer)
      paint(inkPencil(), [{ points: [point] }])
    },
    extend(points) {
      const first = ink.live.value?.points.length ?? 0
      ink.target.extend(points)
      if (ink.live.value) paint(inkPencil(), [ink.live.value], first)
    },
    ahead(points) {
      forget()
      const last = ink.live.value?.points.at(-1)
      if (last && points.length > 0) paint(aheadPencil(), [{ points: [last, ...points] }], 1)
    },
    end() {
      forget()
      ink.target.end()
    },
    abandon() {
      forget()
      ink.target.abandon()
    },
    eraseAt(from, to) {
      if (look.value.replayed) {
        uncovering = true
        uncover()
      }
      if (!uncovering) ink.target.eraseAt(from, to)
    },
    endErasing() {
      uncovering = false
      ink.target.endErasing()
    },
  }
  return target
}
