import { interpolateViridis } from 'd3-scale-chromatic'
import { colourTable, parsedColour } from '#renderer/charts/colour-maps.ts'

/** Background and readable text for a shade of 0 to 1. */
export function cellColour(shade: number): { background: string; text: string } {
  const background = interpolateViridis(Math.min(1, Math.max(0, shade)))
  const light = luminance(background)
  // White or black, whichever contrasts more (WCAG 2): equal at a relative luminance of 0.179.
  return { background, text: light > 0.179 ? '#000' : '#fff' }
}

/** For differences: red is fewer, blue is more, the middle as the page is. */
export function signedCellColour(shade: number, darkPage: boolean): { background: string; text: string } {
  const table = colourTable('rdbu', darkPage)
  const background = `rgb(${table[Math.round(255 * Math.min(1, Math.max(0, shade)))].join(', ')})`
  return { background, text: luminance(background) > 0.179 ? '#000' : '#fff' }
}

/** WCAG 2 relative luminance of "#rrggbb" or "rgb(r, g, b)". */
export function luminance(colour: string): number {
  const [r, g, b] = parsedColour(colour).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
