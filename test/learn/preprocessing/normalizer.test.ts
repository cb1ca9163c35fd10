import { describe, expect, it } from 'vitest'
import { denseFeatures, toDense } from '#learn/feature-rows.ts'
import { featuresOf } from '#learn/pipeline/pipeline.ts'
import { Deskew } from '#learn/preprocessing/deskew-step.ts'
import { Normalizer } from '#learn/preprocessing/normalizer.ts'
import { StandardScaler } from '#learn/preprocessing/standard-scaler.ts'
import { plainContext } from '#simd/contexts.ts'

const image = (pixels: number[]) =>
  featuresOf({ rows: 1, height: 2, width: 2, pixels: Uint8Array.from(pixels), labels: Uint8Array.of(0) })
const normalised = (X: Parameters<typeof toDense>[0], norm?: 'l1' | 'l2' | 'max') => {
  const fitted = new Normalizer(norm === undefined ? {} : { norm }).fit(X, null, plainContext())
  return Normalizer.transform(fitted, X)
}

describe('Normalizer', () => {
  it('divides every row by its own length and keeps bytes as bytes', () => {
    const X = normalised(image([3, 0, 4, 0]))
    expect(X.kind).toBe('pixels')
    expect([...toDense(X).values]).toEqual([0.6, 0, 0.8, 0])
  })

  it('leaves a row of zeros as it is', () => {
    expect([...toDense(normalised(image([0, 0, 0, 0]))).values]).toEqual([0, 0, 0, 0])
  })

  it('knows the sum and the largest value as lengths too', () => {
    const X = denseFeatures([[1, -3, 0]])
    expect([...toDense(normalised(X, 'l1')).values]).toEqual([0.25, -0.75, 0])
    expect([...toDense(normalised(X, 'max')).values]).toEqual([1 / 3, -1, 0])
  })

  it('writes scaled pixels out, since their length is no longer a matter of bytes', () => {
    const X = image([2, 4, 6, 8])
    const scaler = { ...new StandardScaler().fit(X, null, plainContext()), scale: Float64Array.of(1, 1, 1, 2) }
    const shifted = StandardScaler.transform({ ...scaler, mean: Float64Array.of(2, 4, 3, 0) }, X)
    expect([...toDense(normalised(shifted)).values]).toEqual([0, 0, 0.6, 0.8])
  })
})

describe('Deskew', () => {
  it('refuses pixels that are no whole image any more', () => {
    expect(() => new Deskew().fit(denseFeatures([[1, 2, 3, 4]]))).toThrow(/whole square images/)
    expect(() => new Deskew().fit(normalised(image([1, 2, 3, 4])))).toThrow(/whole square images/)
  })

  it('brings every digit upright and leaves the given bytes alone', () => {
    const pixels = new Uint8Array(2 * 28 * 28)
    for (let r = 4; r < 24; r++) for (const start of [0, 784]) pixels[start + r * 28 + 4 + Math.floor(r * 0.8)] = 255
    const before = pixels.slice()
    const X = featuresOf({ rows: 2, height: 28, width: 28, pixels, labels: Uint8Array.of(1, 1) })
    const upright = Deskew.transform(new Deskew().fit(X), X)
    expect(pixels).toEqual(before)
    if (upright.kind !== 'pixels') throw new Error('Deskew gives bytes')
    const columnInk = Array.from({ length: 28 }, (_, c) =>
      Array.from({ length: 28 }, (_row, r) => upright.pixels[784 + r * 28 + c]).reduce((a, b) => a + b, 0),
    )
    const total = columnInk.reduce((a, b) => a + b, 0)
    expect((columnInk[13] + columnInk[14] + columnInk[15]) / total).toBeGreaterThan(0.9)
  })
})
