import type { GreyImage } from '../grey-image.ts'

/** Tiles along the longer side. */
const tilesAlong = 16
const leastTile = 12

/**
 * The level of the paper (dark, ink lighter) under every pixel: the median of each tile, since ink never covers half of one; a tile
 * that is ink all the same takes the least median about it; in between the levels go over evenly. What lies under `desk` is not asked.
 */
export function paperLevels({ height, width, pixels }: GreyImage, desk: Uint8Array | null = null): Uint8Array {
  const tile = Math.max(leastTile, Math.ceil(Math.max(height, width) / tilesAlong))
  const rows = Math.max(1, Math.round(height / tile))
  const columns = Math.max(1, Math.round(width / tile))
  const medians = new Float64Array(rows * columns)
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) medians[r * columns + c] = medianOfTile(r, c)
  }
  const calm = leastOfThree(medians, rows, columns)
  const out = new Uint8Array(pixels.length)
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.min(rows - 1, Math.max(0, ((y + 0.5) * rows) / height - 0.5))
    const top = Math.min(rows - 2 < 0 ? 0 : rows - 2, Math.floor(row))
    const bottom = Math.min(rows - 1, top + 1)
    const fy = row - top
    for (let x = 0; x < width; x++, at++) {
      const column = Math.min(columns - 1, Math.max(0, ((x + 0.5) * columns) / width - 0.5))
      const left = Math.min(columns - 2 < 0 ? 0 : columns - 2, Math.floor(column))
      const right = Math.min(columns - 1, left + 1)
      const fx = column - left
      const above = (1 - fx) * calm[top * columns + left] + fx * calm[top * columns + right]
      const below = (1 - fx) * calm[bottom * columns + left] + fx * calm[bottom * columns + right]
      out[at] = (1 - fy) * above + fy * below + 0.5
    }
  }
  return out

  function medianOfTile(r: number, c: number): number {
    const histogram = new Uint32Array(256)
    const firstRow = Math.floor((r * height) / rows)
    const lastRow = Math.floor(((r + 1) * height) / rows)
    const firstColumn = Math.floor((c * width) / columns)
    const lastColumn = Math.floor(((c + 1) * width) / columns)
    let asked = 0
    for (let y = firstRow; y < lastRow; y++) {
      for (let x = firstColumn; x < lastColumn; x++) {
        const at = y * width + x
        if (desk?.[at] === 1) continue
        histogram[pixels[at]]++
        asked++
      }
    }
    // A tile that is all desk says nothing; the least median about it is taken.
    if (asked === 0) return 255
    const half = asked / 2
    let level = 0
    for (let seen = histogram[0]; seen < half; seen += histogram[level]) level++
    return level
  }
}

/** A tile far lighter than the median about it is full of ink. */
function leastOfThree(medians: Float64Array, rows: number, columns: number): Float64Array {
  return medians.map((own, at) => {
    const r = Math.floor(at / columns)
    const c = at % columns
    const about: number[] = []
    for (let y = Math.max(0, r - 1); y <= Math.min(rows - 1, r + 1); y++) {
      for (let x = Math.max(0, c - 1); x <= Math.min(columns - 1, c + 1); x++) about.push(medians[y * columns + x])
    }
    about.sort((a, b) => a - b)
    return Math.min(own, about[about.length >> 1] + 8)
  })
}
