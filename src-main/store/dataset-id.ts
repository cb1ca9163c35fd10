import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { throwIfStopped } from '#learn/app-error.ts'
import type { DigitSet } from '#learn/datasets/digit-set.ts'

const slice = 4 << 20

/** sha256 of rows, height, width (u32 little-endian), labels, pixels; other work gets its turn after every slice. */
export async function datasetId(
  { rows, height, width, labels, pixels }: DigitSet,
  signal?: AbortSignal,
): Promise<string> {
  const header = new DataView(new ArrayBuffer(12))
  ;[rows, height, width].forEach((size, i) => header.setUint32(4 * i, size, true))
  const hash = createHash('sha256').update(header).update(labels)
  for (let at = 0; at < pixels.length; at += slice) {
    hash.update(pixels.subarray(at, at + slice))
    await turn()
    throwIfStopped(signal)
  }
  return hash.digest('hex')
}
