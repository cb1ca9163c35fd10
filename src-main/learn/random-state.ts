/** numpy's `RandomState` of a seed: MT19937 and what is drawn from it. Implemented in random/mt19937.ts; this is what solvers see. */
export interface RandomState {
  /** Uniform integer in [low, high), as numpy's randint. */
  randint(low: number, high: number): number
  /** Uniform in [0, 1) with 53 bits, as numpy's random_sample. */
  random(): number
  /** A shuffled 0..n-1, as numpy's permutation. */
  permutation(n: number): Int32Array
}
