import { tokenColour } from '../charts/token-colour.ts'

let kept: { key: string; palette: Uint32Array } | null = null

/** Entry g: the colour of grey level g as the screen's 32 bits (little-endian ABGR), between --digit-ground and --digit-ink. */
export function digitPalette(): Uint32Array {
  const ground = tokenColour('--digit-ground', [0, 0, 0])
  const ink = tokenColour('--digit-ink', [255, 255, 255])
  const key = `${ground}|${ink}`
  if (kept?.key === key) return kept.palette
  const palette = Uint32Array.from({ length: 256 }, (_, level) => {
    const [r, g, b] = ground.map((from, channel) => Math.round(from + ((ink[channel] - from) * level) / 255))
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0
  })
  kept = { key, palette }
  return palette
}
