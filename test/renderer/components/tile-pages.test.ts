// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { createTilePages } from '#renderer/components/tile-pages.ts'

const pageOf = (offset: number, count: number, total: number) => {
  const length = Math.max(0, Math.min(count, total - offset))
  return {
    rows: Uint32Array.from({ length }, (_, i) => offset + i),
    labels: new Uint8Array(length),
    pixels: new Uint8Array(length * 784),
  }
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

function wall(total: number, fail = false) {
  const load = vi.fn(async (offset: number, count: number) => {
    if (fail) throw new Error('no')
    return pageOf(offset, count, total)
  })
  const onLoaded = vi.fn()
  const onError = vi.fn()
  return { load, onLoaded, onError, pages: createTilePages({ load, height: 28, width: 28, onLoaded, onError }) }
}

describe('pages of digits', () => {
  it('asks for a page once, when one of its digits is first wanted', async () => {
    const { pages, load, onLoaded } = wall(2000)
    expect(pages.digit(600)).toBeNull()
    expect(pages.digit(700)).toBeNull()
    await settled()
    expect(load).toHaveBeenCalledExactlyOnceWith(512, 512)
    expect(onLoaded).toHaveBeenCalledOnce()
    const digit = pages.digit(700)
    expect(digit?.page.rows[digit.at]).toBe(700)
  })

  it('knows no digit behind the last', async () => {
    const { pages } = wall(520)
    pages.digit(519)
    await settled()
    expect(pages.digit(519)).not.toBeNull()
    expect(pages.digit(520)).toBeNull()
  })

  it('has at most three requests under way, however fast one scrolls', async () => {
    const { pages, load } = wall(70_000)
    for (let index = 0; index < 70_000; index += 512) pages.digit(index)
    expect(load).toHaveBeenCalledTimes(3)
  })

  it('forgets the longest unused pages', async () => {
    const { pages, load } = wall(70_000)
    for (let index = 0; index < 60 * 512; index += 512) {
      pages.digit(index)
      await settled()
    }
    const before = load.mock.calls.length
    expect(pages.digit(0)).toBeNull()
    expect(load.mock.calls.length).toBe(before + 1)
    expect(pages.digit(59 * 512)).not.toBeNull()
  })

  it('reports a failure and asks again when the digit is wanted again', async () => {
    const { pages, load, onError } = wall(100, true)
    pages.digit(0)
    await settled()
    expect(onError).toHaveBeenCalledOnce()
    pages.digit(0)
    expect(load).toHaveBeenCalledTimes(2)
  })
})
