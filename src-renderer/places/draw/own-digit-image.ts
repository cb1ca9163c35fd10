import { ownDigitPixels } from '#learn/ink/own-digit-pixels.ts'
import type { OwnDigit } from '#rpc/contract/own.ts'

const known = new WeakMap<OwnDigit, Uint8Array>()

/** What models see of a kept digit, normalised once: an import may bring thousands. */
export function ownDigitImage(digit: OwnDigit): Uint8Array {
  const before = known.get(digit)
  if (before) return before
  const pixels = ownDigitPixels(digit)
  known.set(digit, pixels)
  return pixels
}
