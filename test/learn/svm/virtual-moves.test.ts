import { describe, expect, it } from 'vitest'
import { sampleDigits } from '#learn/datasets/sample-digits.ts'
import type { Features } from '#learn/features.ts'
import { featuresOf } from '#learn/pipeline/pipeline.ts'
import '#learn/pipeline/registry.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { VirtualSupportVectors } from '#learn/svm/virtual-support-vectors.ts'
import { wasmContext } from '#simd/contexts.ts'

const { train } = sampleDigits({ trainRows: 300, testRows: 0 })
const size = 784

/** What the second fit is given: five images for each support vector, by the image as it is. */
function movedImages({ firstC, seed }: { firstC: number; seed: number }): Map<string, string> {
  const groups = new Map<string, string>()
  const estimator = {
    fit(X: Features, y: Uint8Array) {
      if (X.kind !== 'pixels') throw new Error('not pixels')
      const { pixels, rows } = X
      expect(y).toHaveLength(rows)
      for (let at = 0; at < rows; at += 5) {
        const image = (k: number) => pixels.slice((at + k) * size, (at + k + 1) * size)
        groups.set(String(image(0)), [1, 2, 3, 4].map((k) => String(image(k))).join(' '))
      }
      return { kind: 'SVC', classes: [0, 1], columns: size }
    },
  }
  const virtual = new VirtualSupportVectors({ estimator, shifts: 'moves', firstC, firstDegree: 2 })
  // Grey levels are large numbers under a polynomial: bring them to unit length.
  const X = { ...featuresOf(train), rowNorm: lengths() }
  virtual.fit(X, train.labels, wasmContext({ random: new NumpyRandomState(seed) }))
  return groups
}

function lengths(): Float64Array {
  return Float64Array.from({ length: train.rows }, (_, i) =>
    Math.sqrt(train.pixels.subarray(i * size, (i + 1) * size).reduce((sum, level) => sum + level * level, 0)),
  )
}

describe('support vectors that are moved about', () => {
  const hard = movedImages({ firstC: 10, seed: 1 })

  it('are moved in the same way whatever other support vectors there are', () => {
    const soft = movedImages({ firstC: 0.01, seed: 1 })
    expect(soft.size).not.toBe(hard.size)
    const both = [...hard.keys()].filter((image) => soft.has(image))
    expect(both.length).toBeGreaterThan(20)
    for (const image of both) expect(soft.get(image)).toBe(hard.get(image))
  })

  it('are moved in other ways by another seed', () => {
    const other = movedImages({ firstC: 10, seed: 2 })
    for (const [image, copies] of other) expect(copies).not.toBe(hard.get(image))
  })
})
