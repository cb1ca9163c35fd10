import { ownDigitPixels } from '#learn/ink/own-digit-pixels.ts'
import type { ExportedFile, OwnDigit, OwnFormat } from '#rpc/contract/own.ts'

const columns = 784

/** A set as files that this application and others read again; JSON alone keeps the strokes. */
export function exportOwnDigits(set: string, digits: OwnDigit[], format: OwnFormat): ExportedFile[] {
  if (format === 'json') return [{ name: `${set}.json`, bytes: text(JSON.stringify(digits.map(penDigit))) }]
  const images = digits.map(ownDigitPixels)
  if (format === 'csv') {
    const head = ['label', ...Array.from({ length: columns }, (_, j) => `${Math.floor(j / 28) + 1}x${(j % 28) + 1}`)]
    const rows = digits.map(({ label }, k) => [label, ...images[k]].join(','))
    return [{ name: `${set}.csv`, bytes: text([head.join(','), ...rows, ''].join('\n')) }]
  }
  return [
    { name: `${set}-images-idx3-ubyte`, bytes: idx([digits.length, 28, 28], images) },
    { name: `${set}-labels-idx1-ubyte`, bytes: idx([digits.length], [Uint8Array.from(digits, ({ label }) => label)]) },
  ]
}

/** The form of the pen files, with all that is known of the ink. */
function penDigit({ label, writer, created, strokes, pointers, nib, response, pixels }: OwnDigit) {
  return { label, writer, created, strokes, pointers, nib, response, pixels }
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content)
}

/** Magic 0, 0, 8 (bytes), number of dimensions; then each as u32, big-endian. */
function idx(dimensions: number[], parts: Uint8Array[]): Uint8Array {
  const head = 4 + 4 * dimensions.length
  const bytes = new Uint8Array(head + parts.reduce((sum, { length }) => sum + length, 0))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x0800 + dimensions.length)
  dimensions.forEach((length, k) => view.setUint32(4 + 4 * k, length))
  parts.reduce((at, part) => (bytes.set(part, at), at + part.length), head)
  return bytes
}
