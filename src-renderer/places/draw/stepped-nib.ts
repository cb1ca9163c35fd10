/** Shares of the digit's longer side. */
const least = 0.06
const most = 0.24

/** One per cent wider (1) or narrower (-1). */
export function steppedNib(nib: number, direction: number): number {
  return Math.min(most, Math.max(least, Math.round(nib * 100 + direction) / 100))
}
