import { interpolateRdBu, interpolateViridis } from 'd3-scale-chromatic'
import type { Rgb } from './token-colour.ts'

export type ColourMap = 'viridis' | 'rdbu' | 'grey'

const steps = 256

function tableOf(colour: (share: number) => Rgb): Rgb[] {
  return Array.from({ length: steps }, (_, step) => colour(step / (steps - 1)))
}

/** "#rrggbb" or "rgb(r, g, b)": d3 gives one for some maps and the other for others. */
export function parsedColour(text: string): Rgb {
  const parts = text.startsWith('#')
    ? [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16))
    : (text.match(/\d+/g) ?? []).map(Number)
  return [parts[0], parts[1], parts[2]]
}

/** RdBu with a dark middle, so that zero stays quiet on a dark page. */
function darkRdBu(share: number): Rgb {
  const stops: Rgb[] = [
    [255, 148, 120],
    [196, 66, 60],
    [34, 37, 46],
    [42, 102, 172],
    [124, 190, 255],
  ]
  const at = Math.min(share * 4, 3.999)
  const from = stops[Math.floor(at)]
  const to = stops[Math.floor(at) + 1]
  return [0, 1, 2].map((channel) => Math.round(from[channel] + (to[channel] - from[channel]) * (at % 1))) as Rgb
}

const viridis = tableOf((share) => parsedColour(interpolateViridis(share)))
const lightRdBu = tableOf((share) => parsedColour(interpolateRdBu(share)))
const dark = tableOf(darkRdBu)
const grey = tableOf((share) => [share * 255, share * 255, share * 255].map(Math.round) as Rgb)

/** 256 colours from the low to the high end. RdBu: blue is positive, its middle is light or dark as the page is. */
export function colourTable(map: ColourMap, darkPage: boolean): Rgb[] {
  if (map === 'viridis') return viridis
  if (map === 'grey') return grey
  return darkPage ? dark : lightRdBu
}

export function isDarkPage(): boolean {
  return getComputedStyle(document.documentElement).colorScheme === 'dark'
}

/** For one-sided maps 0 (or the least) to the most; for RdBu symmetric about 0. */
export function domainOf(values: ArrayLike<number>, map: ColourMap): [number, number] {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i]
    if (values[i] > high) high = values[i]
  }
  if (low > high) return [0, 1]
  if (map === 'rdbu') {
    const limit = Math.max(Math.abs(low), Math.abs(high)) || 1
    return [-limit, limit]
  }
  const from = Math.min(0, low)
  return [from, high > from ? high : from + 1]
}
