import { blankImage } from './grey-image.ts'
import type { GreyImage } from './grey-image.ts'

/** Resizes so that each new pixel is the mean of the area that it covers. Weights are kept whole, so results are exact. */
export function areaAverage(image: GreyImage, height: number, width: number): GreyImage {
  const out = blankImage(height, width)
  const rows = overlaps(image.height, height)
  const columns = overlaps(image.width, width)
  const area = image.height * image.width
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < width; c++) {
      let sum = 0
      for (const [sourceRow, rowWeight] of rows[r]) {
        let line = 0
        for (const [sourceColumn, weight] of columns[c])
          line += weight * image.pixels[sourceRow * image.width + sourceColumn]
        sum += rowWeight * line
      }
      out.pixels[r * width + c] = Math.floor(sum / area + 0.5)
    }
  }
  return out
}

/** Lays both grids over a line of length from x to: the new cell k covers [k from, (k + 1) from), the old cell j [j to, (j + 1) to). */
function overlaps(from: number, to: number): [index: number, length: number][][] {
  return Array.from({ length: to }, (_, k) => {
    const start = k * from
    const end = start + from
    const parts: [number, number][] = []
    for (let j = Math.floor(start / to); j * to < end; j++) {
      parts.push([j, Math.min(end, (j + 1) * to) - Math.max(start, j * to)])
    }
    return parts
  })
}
