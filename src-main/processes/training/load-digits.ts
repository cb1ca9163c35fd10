import { openSync, readSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, throwIfStopped } from '#learn/app-error.ts'
import { type DigitSet, noLabel } from '#learn/datasets/digit-set.ts'
import type { StopSignal, Workspace } from '#learn/fit-context.ts'
import { datasetFolder } from '#store/data-folder.ts'
import { readDatasetInfo } from '#store/dataset-store.ts'
import type { OwnRows } from './own-rows.ts'

/** Read between two looks at the stop signal. */
const bytesAtOnce = 2 ** 22

/** The first `most` rows of a stored dataset and then a person's own, straight into memory that every thread sees. Stopped: `aborted`. */
export async function loadDigits(
  dataFolder: string,
  id: string,
  workspace: Workspace,
  most = Infinity,
  { own = null, stop }: { own?: OwnRows | null; stop?: StopSignal } = {},
): Promise<DigitSet> {
  const { rows: stored, height, width } = await readDatasetInfo(dataFolder, id)
  const taken = Math.min(stored, most)
  if (own !== null && height * width !== own.pixels.length / own.rows) {
    throw new AppError(
      'invalid-argument',
      `Own digits have 28 x 28 pixels, the training digits ${height} x ${width}.`,
      {
        hint: 'Train without your own digits, or on digits of their size.',
      },
    )
  }
  const rows = taken + (own?.rows ?? 0)
  const pixels = workspace.u8(rows * height * width, 'as it is')
  const labels = workspace.u8(rows, 'as it is')
  const folder = datasetFolder(dataFolder, id)
  readInto(join(folder, 'pixels.u8'), pixels.subarray(0, taken * height * width), stop)
  readInto(join(folder, 'labels.u8'), labels.subarray(0, taken), stop)
  if (own !== null) {
    pixels.set(own.pixels, taken * height * width)
    labels.set(own.labels, taken)
  }
  return { rows, height, width, pixels, labels }
}

/** Moves the labelled digits to the front and gives a set of them alone; the set's own arrays are used. */
export function labelledOnly({ rows, height, width, pixels, labels }: DigitSet): DigitSet {
  const size = height * width
  let kept = 0
  for (let i = 0; i < rows; i++) {
    if (labels[i] === noLabel) continue
    if (kept !== i) {
      pixels.copyWithin(kept * size, i * size, (i + 1) * size)
      labels[kept] = labels[i]
    }
    kept++
  }
  return { rows: kept, height, width, pixels: pixels.subarray(0, kept * size), labels: labels.subarray(0, kept) }
}

function readInto(path: string, target: Uint8Array, stop: StopSignal | undefined): void {
  const file = openSync(path, 'r')
  try {
    for (let at = 0; at < target.length;) {
      throwIfStopped({ aborted: stop?.stopped ?? false })
      const count = readSync(file, target, at, Math.min(target.length - at, bytesAtOnce), at)
      if (count === 0) throw new AppError('damaged', 'The stored digits are shorter than they should be.')
      at += count
    }
  } finally {
    closeSync(file)
  }
}
