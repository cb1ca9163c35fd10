import { useLookVersion } from '#renderer/composables/use-look-version.ts'

export type Rgb = [number, number, number]

let probe: CanvasRenderingContext2D | null = null

const look = useLookVersion()
let known = { look: look.value, colours: new Map<string, Rgb>() }

/**
 * A colour token as sRGB bytes. The browser itself resolves oklch and system colours, by painting one pixel; since that makes it work
 * out the page's styles, it is asked once for each look.
 */
export function tokenColour(token: string, fallback: Rgb): Rgb {
  if (known.look !== look.value) known = { look: look.value, colours: new Map() }
  const seen = known.colours.get(token)
  if (seen) return seen
  const value = tokenText(token)
  const colour = (value && painted(value)) || fallback
  known.colours.set(token, colour)
  return colour
}

/** Any CSS colour as `rgb(r, g, b)` on its ground: programs that read SVG know neither oklch nor transparency in colours. */
export function plainColour(colour: string, ground: string): string {
  return `rgb(${(painted(ground, colour) ?? [0, 0, 0]).join(', ')})`
}

/** The colours over each other on one pixel. */
function painted(...colours: string[]): Rgb | null {
  probe ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!probe) return null
  probe.clearRect(0, 0, 1, 1)
  for (const colour of colours) {
    probe.fillStyle = colour
    probe.fillRect(0, 0, 1, 1)
  }
  const [r, g, b] = probe.getImageData(0, 0, 1, 1).data
  return [r, g, b]
}

/** The token as it stands in tokens.css, with inner var() resolved: good for any canvas fill or stroke. */
export function tokenText(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim()
}
