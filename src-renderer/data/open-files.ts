import { reactive, ref } from 'vue'
import { api } from '../api.ts'
import { router } from '../router.ts'
import { useSession } from '../session.ts'
import { sendFile } from './send-file.ts'
import type { DatasetSource, Part } from '#rpc/contract/dataset.ts'

/** A file on its way in; `error` stays until it is dismissed or another file is opened. */
interface Opening {
  name: string
  /** Of a browser's file: the share that has been sent; null for other files. */
  sent: number | null
  error: unknown
  abort: AbortController
  again: () => void
}

export const openings = reactive<Record<Part, Opening | null>>({ train: null, test: null })

/** The part for which the in-page file browser is open. */
export const browsingFor = ref<Part | null>(null)

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
  return run(part, name, (signal) => api.openDataset({ part, source }, { signal }))
}

/** A dropped or picked file: by reference in Electron, streamed from a browser. */
export function openFile(part: Part, file: File): Promise<void> {
  return run(part, file.name, async (signal) => {
    if (window.digitWorkbench) {
      const reference = await window.digitWorkbench.fileRef(file)
      await api.openDataset({ part, source: { kind: 'file', file: reference } }, { signal })
      return
    }
    const upload = await sendFile(file, signal, (fraction) => {
      if (openings[part]?.abort.signal === signal) openings[part].sent = fraction
    })
    if (upload === null) return
    await api.openDataset({ part, source: { kind: 'upload', upload } }, { signal })
  })
}

/** One file goes to `part`; of several, the names tell which is the test part. */
export function openFiles(files: File[], part: Part) {
  const digits = files.slice(0, 2)
  if (digits.length === 1) void openFile(part, digits[0])
  else for (const { file, part: to } of sortByPart(digits)) void openFile(to, file)
}

/** Two files: the one whose name speaks of a test is the test part, else the second. */
export function sortByPart<F extends { name: string }>(files: F[]): { file: F; part: Part }[] {
  const [first, second] = files
  const swapped = isTestName(first.name) && !isTestName(second.name)
  return [
    { file: first, part: swapped ? 'test' : 'train' },
    { file: second, part: swapped ? 'train' : 'test' },
  ]
}

function isTestName(name: string): boolean {
  return /test|t10k/i.test(name)
}

async function run(part: Part, name: string, open: (signal: AbortSignal) => Promise<unknown>) {
  openings[part]?.abort.abort()
  const abort = new AbortController()
  openings[part] = { name, sent: null, error: null, abort, again: () => void run(part, name, open) }
  const session = useSession()
  session.opening = { ...session.opening, [part]: undefined }
  const mine = () => openings[part]?.abort.signal === abort.signal
  try {
    await open(abort.signal)
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
