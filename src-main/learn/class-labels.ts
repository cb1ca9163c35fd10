/** The labels that occur, ascending. */
export function sortedClasses(y: Uint8Array): number[] {
  const seen = new Uint8Array(256)
  for (const label of y) seen[label] = 1
  return [...seen.keys()].filter((label) => seen[label] === 1)
}

/** Weights of the rest and of `positive` that make both count alike: n / (2 * size), as scikit-learn's "balanced". */
export function balancedWeights(y: Uint8Array, positive: number): [number, number] {
  let size = 0
  for (const label of y) if (label === positive) size++
  return [y.length / (2 * (y.length - size)), y.length / (2 * size)]
}
