import type { GreyImage } from '../grey-image.ts'

/** Half widths of strokes that are looked for, as shares of the longer side. */
const reaches = [1 / 160, 1 / 80, 1 / 40, 1 / 20, 1 / 10, 1 / 6]
/** So much darker or lighter than what lies on both sides: grain is less. */
const leastContrast = 24
/** Of all looks; with fewer that find anything there is no ink to go by. */
const leastShare = 0.0005

/**
 * Whether the ink of a photograph is dark, told by local contrast: a stroke is darker (or lighter) than what lies to both sides of it.
 * The edge of a sheet on a desk, a shadow or a fold differ on one side only and do not count. null: nothing to go by.
 */
export function inkIsDark({ height, width, pixels }: GreyImage): boolean | null {
  const side = Math.max(height, width)
  const reachesHere = [...new Set(reaches.map((share) => Math.max(2, Math.round(share * side))))]
  let darker = 0
  let lighter = 0
  let looks = 0
  const look = (own: number, a: number, b: number) => {
    looks++
    if (Math.min(a, b) - own > leastContrast) darker++
    else if (own - Math.max(a, b) > leastContrast) lighter++
  }
  // Every other pixel of every other row is enough.
  for (let r = 0; r < height; r += 2) {
    for (let c = 0; c < width; c += 2) {
      const at = r * width + c
      for (const reach of reachesHere) {
        if (c >= reach && c + reach < width) look(pixels[at], pixels[at - reach], pixels[at + reach])
        if (r >= reach && r + reach < height) look(pixels[at], pixels[at - reach * width], pixels[at + reach * width])
      }
    }
  }
  return darker + lighter < leastShare * looks ? null : darker > lighter
}
