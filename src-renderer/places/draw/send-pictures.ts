import { hasBitmapName } from '#learn/ink/bitmaps/bitmap-extensions.ts'
import type { PictureSource } from '#rpc/contract/own.ts'
import { pairFiles } from '#renderer/digits/pair-files.ts'
import { sendFile } from '#renderer/digits/send-file.ts'

export function isPicture(file: File): boolean {
  return file.type.startsWith('image/') || hasBitmapName(file.name)
}

const digitFileName = /\.(csv|json|idx|gz|zip)$|ubyte$/i

/** By its name. */
export function isDigitFile({ name }: File): boolean {
  return digitFileName.test(name)
}

/** A file, with its labels where it is IDX, as the core wants it; null when it was stopped half-way. */
async function sent(files: readonly File[], signal: AbortSignal): Promise<PictureSource | null> {
  const uploads: string[] = []
  for (const file of files) {
    const upload = await sendFile(file, signal, () => undefined)
    if (upload === null) return null
    uploads.push(upload)
  }
  const [upload, labels] = uploads
  return { kind: 'upload', upload, ...(labels === undefined ? {} : { labels }) }
}

export function sentPicture(file: File, signal: AbortSignal): Promise<PictureSource | null> {
  return sent([file], signal)
}

/** Files of own digits (CSV, IDX, JSON), one after the other. */
export async function* sentDigitFiles(files: readonly File[], signal: AbortSignal): AsyncGenerator<PictureSource> {
  for (const { file, labels } of pairFiles([...files])) {
    const source = await sent(labels === null ? [file] : [file, labels], signal)
    if (source !== null) yield source
  }
}
