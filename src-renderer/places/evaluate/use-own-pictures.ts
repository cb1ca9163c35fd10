import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { labelFromName } from '#learn/ink/label-from-name.ts'
import { ownDigitPixels } from '#learn/ink/own-digit-pixels.ts'
import { api } from '#renderer/api.ts'
import { sendFile } from '#renderer/digits/send-file.ts'
import { setOf, useHand } from '#renderer/digits/own-sets.ts'
import type { OwnPicture } from './own-picture.ts'

/** The newest that the pad has kept; Draw shows them all. */
const mostOfPad = 40

/** Read once, they stay while one looks at other figures. */
const read = shallowRef<OwnPicture[]>([])

/** One's own digits: from picture files, and those that were kept on the pad. */
export function useOwnPictures() {
  const hand = useHand()
  const ofPad = shallowRef<OwnPicture[]>([])
  const error = shallowRef<unknown>(null)
  const busy = ref(false)
  const stopped = new AbortController()
  onScopeDispose(() => stopped.abort())

  async function readPad() {
    try {
      // Those to learn from, and those to be judged by.
      const purposes = ['training', 'test'] as const
      const sets = await Promise.all(purposes.map((purpose) => api.ownDigits({ set: setOf(hand.value, purpose) })))
      const kept = sets.flat().sort((a, b) => a.created - b.created)
      ofPad.value = kept.slice(-mostOfPad).map((digit) => ({
        key: `pad ${digit.id}`,
        name: 'from the pad',
        label: digit.label,
        asIs: null,
        normalised: ownDigitPixels(digit),
      }))
    } catch (thrown) {
      error.value = thrown
    }
  }
  void readPad()

  async function add(files: readonly File[]) {
    busy.value = true
    error.value = null
    try {
      for (const file of files) {
        const upload = await sendFile(file, stopped.signal, () => undefined)
        if (upload === null) return
        const found = await api.readPicture({ source: { kind: 'upload', upload } })
        const label = found.length === 1 ? labelFromName(file.name) : null
        const digits = found.map(({ pixels, asIs, left, top }) => ({
          key: `${file.name} ${left} ${top}`,
          name: file.name,
          label,
          asIs,
          normalised: pixels,
        }))
        // The same file again takes the place of what was read of it before.
        read.value = [...read.value.filter(({ name }) => name !== file.name), ...digits]
      }
    } catch (thrown) {
      error.value = thrown
    } finally {
      busy.value = false
    }
  }

  return {
    pictures: computed(() => [...read.value, ...ofPad.value]),
    error,
    busy,
    add,
    letGo: () => (read.value = []),
    hasRead: computed(() => read.value.length > 0),
  }
}
