import { AppError } from './app-error.ts'
import type { Features, PixelFeatures } from './features.ts'

/**
 * X where its rows are whole square images (every pixel, neither selected nor scaled), and their side in pixels. `norms`: whether rows may be
 * divided by their length. Throws `invalid-argument` with this hint for anything else.
 */
export function wholeImages(
  kind: string,
  X: Features,
  norms: 'allowed' | 'refused',
  hint: string,
): { images: PixelFeatures; side: number } {
  const side = X.kind === 'pixels' ? Math.sqrt(X.stride) : 0
  const whole = X.kind === 'pixels' && X.columns === X.stride && X.mean === null && X.scale === null
  if (X.kind === 'pixels' && whole && Number.isInteger(side) && (norms === 'allowed' || X.rowNorm === null)) {
    return { images: X, side }
  }
  throw new AppError('invalid-argument', `${kind} needs whole square images as they are.`, { hint })
}
