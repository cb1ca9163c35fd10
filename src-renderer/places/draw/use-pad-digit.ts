import { computed, type Ref } from 'vue'
import { defaultNib, normaliseBitmap, normaliseStrokes } from '#learn/ink/normalise.ts'
import { withPressureResponse } from '#learn/ink/pressure-response.ts'
import { strokesFromLists, type Stroke } from '#learn/ink/stroke.ts'
import type { RunId } from '#rpc/contract/run.ts'
import { ownDigitImage } from './own-digit-image.ts'
import type { GuidedSet } from './use-guided-set.ts'
import type { Ink } from './use-ink.ts'
import { useInkReplay } from './use-ink-replay.ts'
import type { OwnDigits } from './use-own-digits.ts'
import { withinPad } from './within-pad.ts'

export type PadDigit = ReturnType<typeof usePadDigit>

/** The strip draws stage "ink" with so many pixels. */
const frame = { left: 0, top: 0, side: 1, pixels: 56 }

/** How a digit is drawn: by the pad as it is set, or as it was set when the digit was kept. */
export interface PadSetting {
  nib: number
  response: number
}

/** The digit on the pad: ink as it is written, a moment of its replay, or one that was kept; and how it is kept. */
export function usePadDigit(
  ink: Ink,
  own: OwnDigits,
  guided: GuidedSet,
  setting: Readonly<Ref<PadSetting>>,
  runs: Readonly<Ref<RunId[]>>,
) {
  /** The kept digit that lies on the pad in place of new ink. */
  const kept = computed(() => own.digits.value.find(({ id }) => id === own.selected.value) ?? null)
  const drawn = computed<PadSetting>(() =>
    kept.value ? { nib: kept.value.nib ?? defaultNib, response: kept.value.response ?? 1 } : setting.value,
  )
  const written = computed<readonly Stroke[] | null>(() => {
    if (ink.live.value) return null
    return kept.value ? withinPad(strokesFromLists(kept.value.strokes, kept.value.pointers)) : ink.finished.value
  })
  const normal = (strokes: readonly Stroke[]) =>
    normaliseStrokes(withPressureResponse(strokes, drawn.value.response), { nib: drawn.value.nib, frame })
  const seen = (given: ReturnType<typeof normal>) => (given.warnings.includes('empty') ? null : given.centred.pixels)

  const replay = useInkReplay(written, runs, (strokes) => seen(normal(strokes)))
  /** A moment of the replay, a kept digit, or what is being written. */
  const strokes = computed(() => replay.strokes.value ?? written.value ?? ink.strokes.value)
  /** A kept digit that came as a picture has no strokes. */
  const picture = computed(() =>
    kept.value?.strokes.length === 0 ? { height: 28, width: 28, pixels: ownDigitImage(kept.value) } : null,
  )
  const normalised = computed(() => (picture.value ? normaliseBitmap(picture.value) : normal(strokes.value)))

  /** Shows the ink again that a replay or a kept digit hides; false when it was to be seen. */
  function uncover(): boolean {
    const covered = replay.moment.value !== null || kept.value !== null
    replay.leave()
    own.selected.value = null
    return covered
  }

  /** On their way to the disk. A second key keeps none of them again. */
  const leaving = new Set<Stroke>()

  /** The pad lets go of a digit once it is safe on the disk; what was written meanwhile stays. False when there is nothing to keep. */
  function keep(given: number | null): boolean {
    if (kept.value) {
      if (given !== null) void own.relabel(kept.value.id, given)
      return given !== null
    }
    const label = given ?? guided.wanted.value
    const now = ink.finished.value.filter((stroke) => !leaving.has(stroke))
    if (label === null || now.length === 0 || ink.live.value) return false
    // Until the digit before is safe, nobody knows which one the guided set asks for.
    if (given === null && leaving.size > 0) return true
    for (const stroke of now) leaving.add(stroke)
    void own.keep(label, { strokes: now, ...setting.value }).then((safe) => {
      for (const stroke of now) leaving.delete(stroke)
      if (!safe) return
      ink.release(now)
      if (label === guided.wanted.value) guided.advance()
    })
    return true
  }

  return {
    kept,
    drawn,
    strokes,
    /** What stands on the paper in place of the ink; null: the ink. */
    replayed: computed(() => (replay.strokes.value || kept.value ? strokes.value : null)),
    picture,
    normalised,
    pixels: computed(() => picture.value?.pixels ?? seen(normalised.value)),
    replay,
    uncover,
    keep,
  }
}
