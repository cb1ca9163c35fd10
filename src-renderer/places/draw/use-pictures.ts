import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { hasCode } from '#learn/app-error.ts'
import { labelFromName } from '#learn/ink/label-from-name.ts'
import type { PictureAnswer } from '#rpc/contract/own.ts'
import type { DigitAnswer, RunId } from '#rpc/contract/run.ts'
import { api } from '#renderer/api.ts'
import { sentPicture } from './send-pictures.ts'

export interface PictureDigit extends PictureAnswer {
  key: string
  file: string
  /** What models read: normalised, and as the file has it. */
  answers: readonly DigitAnswer[]
  asIsAnswers: readonly DigitAnswer[]
  /** Proposed by most models, settled by a person; null: not known. */
  label: number | null
  /** To be kept. */
  taken: boolean
  /** Kept as the file has it and not normalised. */
  keepsAsIs: boolean
}

export interface ReadPicture {
  file: string
  image: ImageBitmap | null
  digits: readonly string[]
}

/** Pictures on their way to own digits: read, split, answered by every model, and looked through by a person. */
export function usePictures(runs: Readonly<Ref<RunId[]>>) {
  const digits = ref<PictureDigit[]>([])
  const pictures = shallowRef<readonly ReadPicture[]>([])
  const failures = shallowRef<readonly { file: string; error: unknown }[]>([])
  const empty = shallowRef<readonly string[]>([])
  /** Files that are still to be read. */
  const waiting = ref(0)
  const stopped = new AbortController()
  let last = Promise.resolve()
  onScopeDispose(() => stopped.abort())

  const ask = (pixels: Uint8Array | null) =>
    pixels && runs.value.length > 0 ? api.predictDigit({ runs: runs.value, pixels }).then(({ answers }) => answers) : []

  async function readOne(file: File): Promise<{ picture: ReadPicture; found: PictureDigit[] }> {
    const source = await sentPicture(file, stopped.signal)
    const answers = source === null ? [] : await api.readPicture({ source }, { signal: stopped.signal })
    const found: PictureDigit[] = []
    for (const digit of answers) {
      const normalised = await ask(digit.pixels)
      found.push({
        ...digit,
        key: crypto.randomUUID(),
        file: file.name,
        answers: normalised,
        asIsAnswers: await ask(digit.asIs),
        // A picture of one digit is often named after it.
        label: (answers.length === 1 ? labelFromName(file.name) : null) ?? mostNamed(normalised),
        taken: true,
        keepsAsIs: false,
      })
    }
    // Only to look at: what the page cannot decode the core has read all the same.
    const image = await createImageBitmap(file).catch(() => null)
    return { picture: { file: file.name, image, digits: found.map(({ key }) => key) }, found }
  }

  async function add(file: File): Promise<void> {
    try {
      const { picture, found } = await readOne(file)
      if (found.length === 0) empty.value = [...empty.value, file.name]
      else pictures.value = [...pictures.value, picture]
      digits.value = [...digits.value, ...found]
    } catch (error) {
      if (!hasCode(error, 'aborted')) failures.value = [...failures.value, { file: file.name, error }]
    }
    waiting.value--
  }

  return {
    digits,
    pictures,
    /** Files that could not be read. */
    failures,
    busy: computed(() => waiting.value > 0),
    waiting,
    /** Files in which no digit was found. */
    empty,
    taken: computed(() => digits.value.filter(({ taken, label }) => taken && label !== null)),

    /** One after the other, also when more come meanwhile; a file that cannot be read is said and does not keep the others back. */
    read(files: readonly File[]): Promise<void> {
      if (waiting.value === 0) {
        failures.value = []
        empty.value = []
      }
      waiting.value += files.length
      last = files.reduce((before, file) => before.then(() => add(file)), last)
      return last
    },

    has: (key: string) => digits.value.some((digit) => digit.key === key),

    /** It is safe on the disk. */
    drop(key: string) {
      digits.value = digits.value.filter((digit) => digit.key !== key)
    },

    forget() {
      digits.value = []
      pictures.value = []
      empty.value = []
      failures.value = []
    },
  }
}

export type Pictures = ReturnType<typeof usePictures>

/** What most models read; null where none was asked. */
function mostNamed(answers: readonly DigitAnswer[]): number | null {
  const votes = new Map<number, number>()
  for (const { predicted } of answers) votes.set(predicted, (votes.get(predicted) ?? 0) + 1)
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}
