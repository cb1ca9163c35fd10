import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'

const side = 28
const points = 5

/**
 * Ten classes of 28 x 28 images: strokes along points of the class's own that wander, four of five pixels blank. A tenth of the labels
 * is wrong, so that kernel machines need many support vectors. Made in a moment.
 */
export function strokeDigits(rows: number, seed: number): DigitSet {
  const fixed = new NumpyRandomState(7)
  const skeletons = Array.from({ length: 10 }, () =>
    Float64Array.from({ length: 2 * points }, () => 5 + 18 * fixed.random()),
  )
  const random = new NumpyRandomState(seed)
  const pixels = new Uint8Array(rows * side * side)
  const labels = new Uint8Array(rows)
  for (let i = 0; i < rows; i++) {
    const shape = i % 10
    labels[i] = random.random() < 0.1 ? random.randint(0, 10) : shape
    const at = skeletons[shape].map((place) => place + 5 * (random.random() - 0.5))
    const image = pixels.subarray(i * side * side, (i + 1) * side * side)
    for (let p = 0; p + 1 < points; p++) stroke(image, at.subarray(2 * p, 2 * p + 4), random.randint(150, 256))
  }
  return { rows, height: side, width: side, pixels, labels }
}

function stroke(image: Uint8Array, [y0, x0, y1, x1]: Float64Array, grey: number): void {
  const steps = 2 * Math.ceil(Math.max(Math.abs(y1 - y0), Math.abs(x1 - x0), 1))
  for (let s = 0; s <= steps; s++) {
    const y = Math.round(y0 + ((y1 - y0) * s) / steps)
    const x = Math.round(x0 + ((x1 - x0) * s) / steps)
    for (const [dy, dx, share] of [
      [0, 0, 1],
      [0, 1, 0.6],
      [1, 0, 0.6],
    ]) {
      const place = (y + dy) * side + x + dx
      image[place] = Math.max(image[place], grey * share)
    }
  }
}
