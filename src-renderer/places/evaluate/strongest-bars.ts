/** How many classes stand beside one digit: more would push the digits below out of sight. */
export const mostBars = 10

/** Those with the largest shares, and always the one of the true label, in the order of the classes. */
export function strongestBars<Bar extends { label: number; share: number }>(
  bars: readonly Bar[],
  truth: number,
): Bar[] {
  if (bars.length <= mostBars) return [...bars]
  const worth = ({ label, share }: Bar) => (label === truth ? Infinity : share)
  const chosen = new Set([...bars].sort((a, b) => worth(b) - worth(a)).slice(0, mostBars))
  return bars.filter((bar) => chosen.has(bar))
}
