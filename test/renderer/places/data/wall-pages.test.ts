import { describe, expect, it } from 'vitest'
import { chosenNumbers, inSamePart, loadWall } from '#renderer/places/data/wall-pages.ts'
import type { SampleFilter } from '#rpc/contract/dataset.ts'

/** Digits of one pixel: 100 of `a`, 50 of `b`, whose grey level is the row. */
function samplePage({
  dataset,
  offset,
  count,
}: {
  dataset: string
  filter?: SampleFilter
  offset: number
  count: number
}) {
  const rows = Uint32Array.from(
    { length: Math.min(count, (dataset === 'a' ? 100 : 50) - offset) },
    (_, i) => offset + i,
  )
  const labels = rows.map((row) => row % 10)
  return Promise.resolve({ total: 0, rows, labels: Uint8Array.from(labels), pixels: Uint8Array.from(rows) })
}
const parts = [
  { dataset: 'a', count: 100, firstRow: 0 },
  { dataset: 'b', count: 50, firstRow: 100 },
]

describe('a wall of two datasets', () => {
  it('takes a page from the one that holds it', async () => {
    expect([...(await loadWall(parts, 10, 3, samplePage)).rows]).toEqual([10, 11, 12])
    const { rows, pixels } = await loadWall(parts, 120, 3, samplePage)
    expect([...rows]).toEqual([120, 121, 122])
    expect([...pixels]).toEqual([20, 21, 22])
  })

  it('joins a page that lies over the seam', async () => {
    const { rows, labels, pixels, total } = await loadWall(parts, 98, 4, samplePage)
    expect([...rows]).toEqual([98, 99, 100, 101])
    expect([...labels]).toEqual([8, 9, 0, 1])
    expect([...pixels]).toEqual([98, 99, 0, 1])
    expect(total).toBe(150)
  })

  it('gives nothing beyond the end', async () => {
    expect((await loadWall(parts, 150, 10, samplePage)).rows).toHaveLength(0)
  })
})

describe('the numbers of chosen digits', () => {
  it('are their places where nothing is filtered out, without asking for any', async () => {
    const never = () => Promise.reject(new Error('asked'))
    expect([...(await chosenNumbers(parts, new Set([120, 3]), never))]).toEqual([3, 120])
  })

  it('are asked for in a few pages where a filter hides them', async () => {
    const asked: number[][] = []
    const load = (offset: number, count: number) => {
      asked.push([offset, count])
      const rows = Uint32Array.from({ length: count }, (_, k) => 10 * (offset + k))
      return Promise.resolve({ total: 9000, rows, labels: new Uint8Array(count), pixels: new Uint8Array(count) })
    }
    const filtered = [{ dataset: 'a', count: 9000, firstRow: 0, filter: { labels: [3] } }]
    expect([...(await chosenNumbers(filtered, [5000, 7, 2, 5001], load))]).toEqual([20, 70, 50_000, 50_010])
    expect(asked).toEqual([
      [2, 6],
      [5000, 2],
    ])
  })
})

describe('digits chosen on a wall of two datasets', () => {
  it('are those of the part that holds the cursor', () => {
    const all = new Set(Array.from({ length: 150 }, (_, index) => index))
    expect([...inSamePart(parts, 99, all)]).toEqual(Array.from({ length: 100 }, (_, index) => index))
    expect([...inSamePart(parts, 100, all)][0]).toBe(100)
    const one = new Set([3])
    expect(inSamePart(parts, 3, one)).toBe(one)
  })
})
