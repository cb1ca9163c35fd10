import { normaliseStrokes } from './normalise.ts'
import { withPressureResponse } from './pressure-response.ts'
import { strokesFromLists, type PointerKind } from './stroke.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The ink of an own digit as it is stored and sent. */
export interface OwnInk {
  /** One list a stroke of `[x, y, pressure?, ms?, tiltX?, tiltY?]`, y downwards; empty for a digit that came as pixels. */
  strokes: number[][][]
  /** What drew each stroke. */
  pointers?: PointerKind[]
  /** Width of the nib as a share of the digit's longer side; without it the default. */
  nib?: number
  /** How much the pressure widens the nib; without it 1, as the device says. */
  response?: number
  /** 28 x 28 grey levels in base64, for a digit that came without strokes. */
  pixels?: string
}

/** What models see of an own digit: its strokes normalised with the nib that drew them, or the pixels it came as. */
export function ownDigitPixels({ strokes, nib, response = 1, pixels }: OwnInk): Uint8Array {
  if (strokes.length === 0 && pixels !== undefined) return fromBase64(pixels)
  const drawn = withPressureResponse(strokesFromLists(strokes), response)
  return normaliseStrokes(drawn, { ...(nib === undefined ? {} : { nib }) }).centred.pixels
}

/** Four letters are three bytes; this library has no host to ask. */
function fromBase64(text: string): Uint8Array {
  const letters = text.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (const letter of letters) {
    held = ((held << 6) | alphabet.indexOf(letter)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (held >> bits) & 255
  }
  return bytes
}
