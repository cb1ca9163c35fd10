import { api } from '#renderer/api.ts'
import type { UploadId } from '#rpc/contract/dataset.ts'

const frameBytes = 1 << 20
/** So many frames may be unanswered: enough to hide the way there and back, few enough to keep back-pressure. */
const framesUnderWay = 3

/** Streams a file of the browser to the core in frames; null when it was stopped half-way. What was sent of a file that did not arrive whole goes. */
export async function sendFile(
  file: File,
  signal: AbortSignal,
  onSent: (fraction: number) => void,
): Promise<UploadId | null> {
  const upload = await api.beginUpload({ name: file.name, bytes: file.size })
  let complete = false
  try {
    await sendFrames(upload, file, signal, onSent)
    complete = !signal.aborted
    return complete ? upload : null
  } finally {
    if (!complete) await api.cancelUpload({ upload }).catch(() => undefined)
  }
}

async function sendFrames(upload: UploadId, file: File, signal: AbortSignal, onSent: (fraction: number) => void) {
  const underWay: Promise<void>[] = []
  for (let at = 0; at < file.size; at += frameBytes) {
    if (underWay.length >= framesUnderWay) await underWay.shift()
    if (signal.aborted) return
    const bytes = new Uint8Array(await file.slice(at, at + frameBytes).arrayBuffer())
    const frame = api.uploadFrame({ upload, bytes })
    // Failures surface where the frame is awaited; until then they must not count as unhandled.
    frame.catch(() => undefined)
    underWay.push(frame)
    onSent(Math.min(1, (at + frameBytes) / file.size))
  }
  await Promise.all(underWay)
  await api.endUpload({ upload })
}
