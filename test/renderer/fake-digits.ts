type Point = [number, number]

/** Rough skeletons on a unit square, y downwards: enough to tell the ten apart in tests and previews. */
const skeletons: Point[][][] = [
  [
    [
      [0.5, 0.05],
      [0.2, 0.2],
      [0.15, 0.6],
      [0.35, 0.93],
      [0.65, 0.93],
      [0.85, 0.6],
      [0.8, 0.2],
      [0.5, 0.05],
    ],
  ],
  [
    [
      [0.35, 0.2],
      [0.52, 0.05],
      [0.5, 0.95],
    ],
  ],
  [
    [
      [0.2, 0.25],
      [0.45, 0.05],
      [0.75, 0.2],
      [0.65, 0.5],
      [0.2, 0.92],
      [0.85, 0.9],
    ],
  ],
  [
    [
      [0.2, 0.1],
      [0.75, 0.1],
      [0.45, 0.42],
      [0.8, 0.65],
      [0.6, 0.93],
      [0.2, 0.88],
    ],
  ],
  [
    [
      [0.6, 0.05],
      [0.15, 0.6],
      [0.85, 0.6],
    ],
    [
      [0.65, 0.35],
      [0.62, 0.97],
    ],
  ],
  [
    [
      [0.8, 0.07],
      [0.3, 0.07],
      [0.25, 0.42],
      [0.6, 0.4],
      [0.82, 0.65],
      [0.6, 0.93],
      [0.2, 0.9],
    ],
  ],
  [
    [
      [0.7, 0.05],
      [0.3, 0.4],
      [0.2, 0.75],
      [0.5, 0.95],
      [0.78, 0.75],
      [0.55, 0.52],
      [0.24, 0.68],
    ],
  ],
  [
    [
      [0.15, 0.1],
      [0.85, 0.08],
      [0.5, 0.5],
      [0.38, 0.95],
    ],
  ],
  [
    [
      [0.7, 0.2],
      [0.45, 0.05],
      [0.28, 0.25],
      [0.72, 0.68],
      [0.5, 0.95],
      [0.26, 0.72],
      [0.7, 0.3],
      [0.7, 0.2],
    ],
  ],
  [
    [
      [0.75, 0.3],
      [0.5, 0.05],
      [0.25, 0.28],
      [0.5, 0.5],
      [0.75, 0.3],
      [0.7, 0.7],
      [0.55, 0.95],
    ],
  ],
]

/** Deterministic number in [0, 1) of two whole numbers. */
function noise(seed: number, index: number): number {
  let x = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d)
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39)
  return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32
}

export function fakeLabel(row: number): number {
  return Math.floor(noise(row, 0) * 10)
}

/** One 28 x 28 digit, the same for the same row every time. */
export function drawFakeDigit(row: number, out: Uint8Array, at: number) {
  const slant = (noise(row, 1) - 0.5) * 0.5
  const nib = 1.2 + noise(row, 2) * 0.9
  const wide = 13 + noise(row, 3) * 5
  const strokes = skeletons[fakeLabel(row)].map((stroke, s) =>
    stroke.map(([x, y], p): Point => {
      const jitter = (k: number) => (noise(row, 10 + 50 * s + 2 * p + k) - 0.5) * 0.09
      return [14 + (x - 0.5 + jitter(0) + slant * (0.5 - y)) * wide, 14 + (y - 0.5 + jitter(1)) * 20]
    }),
  )
  for (let y = 4; y < 25; y++) {
    for (let x = 4; x < 25; x++) {
      let nearest = Infinity
      for (const stroke of strokes) {
        for (let p = 1; p < stroke.length; p++) nearest = Math.min(nearest, distance(x, y, stroke[p - 1], stroke[p]))
      }
      out[at + y * 28 + x] = Math.round(255 * Math.min(1, Math.max(0, nib - nearest + 0.3)))
    }
  }
}

function distance(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const dx = bx - ax
  const dy = by - ay
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}
