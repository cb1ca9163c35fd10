import { api } from '../api.ts'
import type { UploadId } from '#rpc/contract/dataset.ts'

const frameBytes = 1 << 20
/** So many frames may be unanswered: enough to hide the way there and back, few enough to keep back-pressure. */
const framesUnderWay = 3

/** Streams a file in frames while `open` reads them at the other end; gives what `open` gives. */
export async function sendFile<Result>(
  file: File,
  upload: UploadId,
  signal: AbortSignal,
  open: () => Promise<Result>,
): Promise<Result> {
  const opened = open()
  // A refusal (a broken line, a cancel) ends the sending, and is what the caller gets.
  let refused = false
  opened.catch(() => (refused = true))
  await send(file, upload, () => refused || signal.aborted)
  return opened
}

async function send(file: File, upload: UploadId, ended: () => boolean) {
  const underWay: Promise<void>[] = []
  try {
    for (let at = 0; at < file.size && !ended(); at += frameBytes) {
      if (underWay.length >= framesUnderWay) await underWay.shift()
      const bytes = new Uint8Array(await file.slice(at, at + frameBytes).arrayBuffer())
      const frame = api.uploadFrame({ upload, bytes })
      frame.catch(() => undefined)
      underWay.push(frame)
    }
    await Promise.all(underWay)
    if (!ended()) await api.endUpload({ upload })
  } catch (error) {
    if (!ended()) throw error
  }
}
