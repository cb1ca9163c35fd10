import { computed, type Ref } from 'vue'
import { keptPixels } from '#renderer/digits/kept-pixels.ts'
import { useSession } from '#renderer/session.ts'
import type { DatasetStatistics } from '#rpc/contract/dataset.ts'

export type MaskChoice = 'variance' | 'hand'

/** The mask that is made by hand: painted, begun again, kept under a name and taken up again. */
export function useOwnMask(statistics: Ref<DatasetStatistics | null>, mask: Ref<Uint8Array | null>) {
  const session = useSession()

  const choice = computed<MaskChoice>(() =>
    session.ownMask !== null && session.ownMask.length === mask.value?.length ? 'hand' : 'variance',
  )
  function choose(next: MaskChoice) {
    if (next === 'variance') session.ownMask = null
    else if (mask.value) session.ownMask = [...mask.value]
  }

  function startAgain() {
    if (statistics.value) session.ownMask = [...keptPixels(statistics.value, session.threshold)]
  }

  /** What the stroke under way makes of pixels: the first it meets switches, the rest follow. */
  let stroke = 0
  function paint(index: number, first: boolean) {
    if (!mask.value) return
    if (first) stroke = mask.value[index] ? 0 : 1
    if (mask.value[index] !== stroke) session.ownMask = [...mask.value.with(index, stroke)]
  }

  /** Of digits of this size; others do not fit. */
  const saved = computed(() => session.settings.masks.filter(({ kept }) => kept.length === mask.value?.length))
  const current = computed(() => saved.value.find(({ kept }) => kept === mask.value?.join('')) ?? null)

  return {
    choice,
    choose,
    startAgain,
    paint,
    saved,
    /** The saved mask that is shown; null: it has been changed, or was never saved. */
    current,
    /** In place of one with the same name. */
    async save(name: string) {
      if (mask.value) await session.saveSettings({ keepMask: { name, kept: mask.value.join('') } })
    },
    async remove(name: string) {
      await session.saveSettings({ deleteMask: name })
    },
    take(name: string) {
      const found = saved.value.find((each) => each.name === name)
      if (found) session.ownMask = Array.from(found.kept, Number)
    },
  }
}
