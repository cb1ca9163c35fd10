import type { Neighbors } from './neighbors.ts'

export type NeighborWeights = 'uniform' | 'distance'

/** rows x classes: what each class's neighbours weigh together, added in the order of nearness. */
export function neighborVotes(
  { distances, nearest }: Neighbors,
  k: number,
  labels: Uint8Array,
  classes: number[],
  weights: NeighborWeights,
): Float64Array {
  const place = new Int32Array(256)
  classes.forEach((label, c) => (place[label] = c))
  const rows = nearest.length / k
  const votes = new Float64Array(rows * classes.length)
  for (let i = 0; i < rows; i++) {
    const base = i * k
    // Where a neighbour is the query itself, 1 / distance is infinite: such neighbours alone decide.
    const same = distances[base] === 0
    for (let n = base; n < base + k; n++) {
      const weight = weights === 'uniform' ? 1 : same ? (distances[n] === 0 ? 1 : 0) : 1 / Math.sqrt(distances[n])
      votes[i * classes.length + place[labels[nearest[n]]]] += weight
    }
  }
  return votes
}
