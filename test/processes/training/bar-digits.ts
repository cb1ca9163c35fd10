import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'

/** Ten classes of 8 x 8 images: a bright bar at a place of the class's own, under noise. Learnable, made in a moment. */
export function barDigits(rows: number, seed: number): DigitSet {
  const random = new NumpyRandomState(seed)
  const pixels = new Uint8Array(rows * 64)
  const labels = new Uint8Array(rows)
  for (let i = 0; i < rows; i++) {
    const label = i % 10
    labels[i] = label
    for (let j = 0; j < 64; j++) {
      const bar = Math.floor(j / 6) === label
      pixels[i * 64 + j] = bar ? random.randint(90, 256) : random.randint(0, 4) === 0 ? random.randint(0, 200) : 0
    }
  }
  return { rows, height: 8, width: 8, pixels, labels }
}
