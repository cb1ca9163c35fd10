import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sampleDigits, sampleDigitsInSteps } from '#learn/datasets/sample-digits.ts'

const small = { trainRows: 300, testRows: 100 }

describe('sample digits', () => {
  it('are 6,000 and 1,000 digits, every class equally often, in at most two seconds', () => {
    const start = performance.now()
    const { train, test } = sampleDigits()
    // Twice the time that is asked for: other tests share these cores.
    expect(performance.now() - start).toBeLessThan(4000)
    expect([train.rows, train.height, train.width, train.pixels.length]).toEqual([6000, 28, 28, 6000 * 784])
    expect([test.rows, test.labels.length]).toEqual([1000, 1000])
    for (let digit = 0; digit < 10; digit++) {
      expect(train.labels.filter((label) => label === digit)).toHaveLength(600)
      expect(test.labels.filter((label) => label === digit)).toHaveLength(100)
    }
  })

  it('are the same bytes for the same seed on every platform, and others for another', () => {
    const digest = (seed: number) => {
      const { train, test } = sampleDigits({ ...small, seed })
      const hash = createHash('sha256')
      for (const part of [train, test]) hash.update(part.labels).update(part.pixels)
      return hash.digest('hex')
    }
    expect(digest(7)).toBe('d3b7039a28954caf6fdacaa7071c92c58e37759a791810066caae698b0eb4668')
    expect(digest(8)).not.toBe(digest(7))
  })

  it('draw other digits for testing than for training', () => {
    const { train, test } = sampleDigits(small)
    const seen = new Set(
      Array.from({ length: train.rows }, (_, k) => String(train.pixels.subarray(k * 784, (k + 1) * 784))),
    )
    expect(seen.size).toBe(train.rows)
    for (let k = 0; k < test.rows; k++)
      expect(seen.has(String(test.pixels.subarray(k * 784, (k + 1) * 784)))).toBe(false)
  })

  it('tell how far they are, up to the end', () => {
    const told = [...sampleDigitsInSteps(small)]
    expect(told.at(-1)).toBe(1)
    expect(told).toEqual([...told].sort((a, b) => a - b))
  })

  it('are read by their nearest training digit nine times in ten', () => {
    const { train, test } = sampleDigits({ trainRows: 2000, testRows: 200 })
    let right = 0
    for (let k = 0; k < test.rows; k++) {
      let best = Infinity
      let label = -1
      for (let j = 0; j < train.rows; j++) {
        let distance = 0
        for (let at = 0; at < 784 && distance < best; at++) {
          const difference = test.pixels[k * 784 + at] - train.pixels[j * 784 + at]
          distance += difference * difference
        }
        if (distance < best) [best, label] = [distance, train.labels[j]]
      }
      if (label === test.labels[k]) right++
    }
    expect(right / test.rows).toBeGreaterThan(0.9)
  })
})
