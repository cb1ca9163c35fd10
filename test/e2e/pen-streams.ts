import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { SampleRandom } from '#learn/datasets/sample-digits/sample-random.ts'
import { Writer } from '#learn/datasets/sample-digits/writer.ts'

export type PenStroke = { x: number; y: number }[]

const recorded = join(import.meta.dirname, '../../../shared/pen/pen-digits.json.gz')

/** Digits as strokes within the unit square: recorded on tablets where the recordings are at hand, else from the sample writers. */
export function penDigits(count: number): { label: number; strokes: PenStroke[] }[] {
  if (!existsSync(recorded)) {
    const writer = new Writer(new SampleRandom(7))
    return Array.from({ length: count }, (_, k) => ({
      label: k % 10,
      strokes: withinPad(writer.write(k % 10).strokes.map(({ points }) => points.map(({ x, y }) => [x, y]))),
    }))
  }
  const all = JSON.parse(gunzipSync(readFileSync(recorded)).toString()) as { label: number; strokes: number[][][] }[]
  const step = Math.floor(all.length / count)
  return Array.from({ length: count }, (_, k) => ({
    label: all[k * step].label,
    strokes: withinPad(all[k * step].strokes),
  }))
}

/** The longer side takes half of the pad, in its middle. */
function withinPad(strokes: number[][][]): PenStroke[] {
  const points = strokes.flat()
  const left = Math.min(...points.map(([x]) => x))
  const top = Math.min(...points.map(([, y]) => y))
  const side = Math.max(...points.map(([x]) => x - left), ...points.map(([, y]) => y - top), 1e-9)
  return strokes.map((stroke) =>
    stroke.map(([x, y]) => ({ x: 0.25 + (0.5 * (x - left)) / side, y: 0.25 + (0.5 * (y - top)) / side })),
  )
}

/** So many samples, evenly over the time of a stroke. */
export function resampled(stroke: PenStroke, count: number): PenStroke {
  return Array.from({ length: count }, (_, k) => {
    const at = (k / (count - 1)) * (stroke.length - 1)
    const from = stroke[Math.floor(at)]
    const to = stroke[Math.ceil(at)]
    const share = at - Math.floor(at)
    return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) }
  })
}
