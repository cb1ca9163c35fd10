import { computed, reactive, ref } from 'vue'
import { api } from '#renderer/api.ts'
import { router } from '#renderer/router.ts'
import { useSession } from '#renderer/session.ts'
import { pairFiles, type DigitFile } from '#renderer/digits/pair-files.ts'
import { sendFile } from '#renderer/digits/send-file.ts'
import type { DatasetQuestion, DatasetSource, DoubtAnswers, Part } from '#rpc/contract/dataset.ts'

/** A file on its way in; `error` stays until it is dismissed or another file is opened. */
interface Opening {
  name: string
  /** Of a browser's file: the share that has been sent; null for other files. */
  sent: number | null
  error: unknown
  question: { question: DatasetQuestion; answer: (value: string | null) => void } | null
  abort: AbortController
  again: () => void
  /** The same, closing the other part when it does not fit. */
  insist: () => void
}

export const openings = reactive<Record<Part, Opening | null>>({ train: null, test: null })

/** The part for which the in-page file browser is open. */
export const browsingFor = ref<Part | null>(null)

/** The question that waits for an answer; of two, the training part's first. */
export const openQuestion = computed(() => openings.train?.question ?? openings.test?.question ?? null)

/** The native dialog where the host has one, else the in-page file browser. */
export async function openFileDialog(part: Part) {
  if (router.currentRoute.value.name !== 'data') void router.push('/data')
  if (useSession().description?.host !== 'electron') {
    browsingFor.value = part
    return
  }
  const file = await api.pickFile({ part })
  if (file !== null) await openSource(part, 'the chosen file', { kind: 'file', file })
}

export function openSource(part: Part, name: string, source: DatasetSource): Promise<void> {
  return run({ part, name, replacing: false }, (signal, replacing) => openAsking(part, source, replacing, signal))
}

/** A dropped or picked file: by reference in Electron, streamed from a browser. An IDX file may come with its labels. */
export function openFile(part: Part, digits: DigitFile<File>, replacing = false): Promise<void> {
  const { file, labels } = digits
  return run({ part, name: file.name, replacing }, async (signal, insisting) => {
    if (window.digitWorkbench) {
      const reference = await window.digitWorkbench.fileRef(file)
      await openAsking(part, { kind: 'file', file: reference }, insisting, signal)
      return
    }
    const uploads: string[] = []
    try {
      for (const each of labels === null ? [file] : [file, labels]) {
        const told = (fraction: number) => {
          if (openings[part]?.abort.signal === signal) openings[part].sent = each === file ? fraction : 1
        }
        const upload = await sendFile(each, signal, told)
        if (upload === null) return
        uploads.push(upload)
      }
      const [upload, other] = uploads
      const source = { kind: 'upload' as const, upload, ...(other === undefined ? {} : { labels: other }) }
      await openAsking(part, source, insisting, signal)
    } finally {
      // Nothing to do where it was opened; else a file that nobody will ask for again would stay.
      for (const upload of uploads) void api.cancelUpload({ upload }).catch(() => undefined)
    }
  })
}

/** One file goes to `part`; of several, the names tell which is the test part. Two parts that come together replace what was open. */
export function openFiles(files: File[], part: Part) {
  const digits = pairFiles(files).slice(0, 2)
  if (digits.length === 1) return void openFile(part, digits[0])
  const [train, test] = sortByPart(digits.map((each) => ({ ...each, name: each.file.name })))
  // One after the other: the first decides what the second must fit.
  void openFile(train.part, train.file, true).then(() => openFile(test.part, test.file))
}

/** Two files: the one whose name speaks of a test is the test part, else the second. The first to be opened comes first. */
export function sortByPart<F extends { name: string }>(files: F[]): { file: F; part: Part }[] {
  const [first, second] = files
  const swapped = isTestName(first.name) && !isTestName(second.name)
  return [
    { file: first, part: swapped ? 'test' : 'train' },
    { file: second, part: swapped ? 'train' : 'test' },
  ]
}

function isTestName(name: string): boolean {
  return /(^|[^a-z])(test|t10k)/i.test(name)
}

/** Opens digits, asking one question after the other. A question that is closed stops the opening. */
async function openAsking(part: Part, source: DatasetSource, replacing: boolean, signal: AbortSignal): Promise<void> {
  const answers: DoubtAnswers = {}
  for (;;) {
    const opening = await api.openDataset({ part, source, answers: { ...answers }, replacing }, { signal })
    if (opening.kind === 'opened') return
    const { question } = opening
    const value = await ask(part, question, signal)
    if (value === null) {
      cancelOpening(part)
      return
    }
    answers[question.kind] = value
  }
}

function ask(part: Part, question: DatasetQuestion, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const mine = openings[part]
    if (signal.aborted || mine?.abort.signal !== signal) return resolve(null)
    signal.addEventListener('abort', () => resolve(null), { once: true })
    mine.question = {
      question,
      answer(value) {
        mine.question = null
        resolve(value)
      },
    }
  })
}

async function run(
  { part, name, replacing }: { part: Part; name: string; replacing: boolean },
  open: (signal: AbortSignal, replacing: boolean) => Promise<unknown>,
) {
  openings[part]?.abort.abort()
  const abort = new AbortController()
  openings[part] = {
    name,
    sent: null,
    error: null,
    question: null,
    abort,
    again: () => void run({ part, name, replacing }, open),
    insist: () => void run({ part, name, replacing: true }, open),
  }
  const session = useSession()
  session.opening = { ...session.opening, [part]: undefined }
  const mine = () => openings[part]?.abort.signal === abort.signal
  try {
    await open(abort.signal, replacing)
    if (mine()) openings[part] = null
    session.follow(await api.session())
  } catch (error) {
    if (!openings[part] || !mine()) return
    openings[part] = abort.signal.aborted ? null : { ...openings[part], error }
  }
}

export function cancelOpening(part: Part) {
  openings[part]?.abort.abort()
  openings[part] = null
}
