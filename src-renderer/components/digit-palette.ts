import { tokenColour } from '#renderer/charts/token-colour.ts'
import { useLookVersion } from '#renderer/composables/use-look-version.ts'

const look = useLookVersion()
let kept: { look: number; palette: Uint32Array } | null = null

/**
 * Entry g: the colour of grey level g as the screen's 32 bits (little-endian ABGR), between --digit-ground and --digit-ink. Asking the
 * browser for a colour takes longer than painting a digit, so it is asked once for each look.
 */
export function digitPalette(): Uint32Array {
  if (kept?.look === look.value) return kept.palette
  const ground = tokenColour('--digit-ground', [0, 0, 0])
  const ink = tokenColour('--digit-ink', [255, 255, 255])
  const palette = Uint32Array.from({ length: 256 }, (_, level) => {
    const [r, g, b] = ground.map((from, channel) => Math.round(from + ((ink[channel] - from) * level) / 255))
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0
  })
  kept = { look: look.value, palette }
  return palette
}
