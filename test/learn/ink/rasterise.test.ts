import { describe, expect, it } from 'vitest'
import { rasterise } from '#learn/ink/rasterise.ts'

const raster = { left: 0, top: 0, scale: 1, height: 40, width: 40 }
const sum = (pixels: Uint8Array) => pixels.reduce((total, level) => total + level, 0) / 255

describe('rasterise', () => {
  it('draws a single point as a disc of the nib', () => {
    const { pixels } = rasterise([{ points: [{ x: 20, y: 20 }] }], 16, raster)
    expect(sum(pixels)).toBeCloseTo(Math.PI * 64, -0.5)
  })

  it('draws a line with round caps: length times width and one disc', () => {
    const line = [
      { x: 10, y: 12 },
      { x: 30, y: 26 },
    ]
    const { pixels } = rasterise([{ points: line }], 6, raster)
    const area = Math.hypot(20, 14) * 6 + Math.PI * 9
    expect(Math.abs(sum(pixels) - area) / area).toBeLessThan(0.01)
  })

  it('leaves no seam where segments meet', () => {
    const points = Array.from({ length: 21 }, (_, k) => ({ x: 10 + k, y: 20 }))
    const broken = rasterise([{ points }], 6, raster)
    const whole = rasterise([{ points: [points[0], points[20]] }], 6, raster)
    expect(broken).toEqual(whole)
  })

  it('keeps its edges soft and its inside full', () => {
    const { pixels } = rasterise([{ points: [{ x: 20.3, y: 20.2 }] }], 10, raster)
    expect(pixels[20 * 40 + 20]).toBe(255)
    expect(pixels.some((level) => level > 0 && level < 255)).toBe(true)
  })

  it('draws the part that lies inside and nothing for empty strokes', () => {
    expect(sum(rasterise([{ points: [] }], 6, raster).pixels)).toBe(0)
    const half = rasterise([{ points: [{ x: 0, y: 20 }] }], 16, raster)
    expect(sum(half.pixels)).toBeCloseTo(Math.PI * 32, -0.5)
  })

  it('lets pressure modulate the nib by at most 30 %', () => {
    const area = (pressure: number) => sum(rasterise([{ points: [{ x: 20, y: 20, pressure }] }], 20, raster).pixels)
    expect(area(1) / area(0.5)).toBeCloseTo(1.69, 1)
    expect(area(0) / area(0.5)).toBeCloseTo(0.49, 1)
  })
})
