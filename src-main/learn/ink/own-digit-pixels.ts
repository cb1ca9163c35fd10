import { normaliseStrokes } from './normalise.ts'
import { strokesFromLists } from './stroke.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** What models see of an own digit: its strokes normalised, or the pixels it came as. */
export function ownDigitPixels({ strokes, pixels }: { strokes: number[][][]; pixels?: string }): Uint8Array {
  if (strokes.length > 0 || pixels === undefined) return normaliseStrokes(strokesFromLists(strokes)).centred.pixels
  return fromBase64(pixels)
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
