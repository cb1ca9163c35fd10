/**
 * xoshiro128** (Blackman and Vigna), seeded by splitmix32. Whole-number arithmetic, and + - * / on what comes from it: the same
 * numbers on every engine, which Math.sin, exp and log do not promise.
 */
export class SampleRandom {
  private readonly state = new Uint32Array(4)

  constructor(seed: number) {
    let mixed = seed | 0
    for (let k = 0; k < 4; k++) {
      mixed = (mixed + 0x9e3779b9) | 0
      let z = mixed ^ (mixed >>> 16)
      z = Math.imul(z, 0x21f0aaad)
      z ^= z >>> 15
      z = Math.imul(z, 0x735a2d97)
      this.state[k] = z ^ (z >>> 15)
    }
  }

  /** A stream of its own: what is drawn from it moves nothing here. */
  fork(): SampleRandom {
    return new SampleRandom(this.next())
  }

  /** In [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * (this.next() / 4294967296)
  }

  /** Near enough to normal, mean 0 and deviation 1, never beyond 4.25: six uniforms, which need no logarithm. */
  normal(): number {
    let sum = -3
    for (let k = 0; k < 6; k++) sum += this.next() / 4294967296
    return sum * 1.4142135623730951
  }

  below(n: number): number {
    return Math.floor(this.between(0, n))
  }

  /** An index, each as likely as its weight says. */
  pick(weights: readonly number[]): number {
    let rest = this.between(
      0,
      weights.reduce((sum, weight) => sum + weight, 0),
    )
    for (let k = 0; k < weights.length - 1; k++) {
      rest -= weights[k]
      if (rest < 0) return k
    }
    return weights.length - 1
  }

  shuffle(values: Uint8Array): void {
    for (let k = values.length - 1; k > 0; k--) {
      const other = this.below(k + 1)
      const value = values[k]
      values[k] = values[other]
      values[other] = value
    }
  }

  private next(): number {
    const s = this.state
    const product = Math.imul(s[1], 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9)
    const shifted = s[1] << 9
    s[2] ^= s[0]
    s[3] ^= s[1]
    s[1] ^= s[2]
    s[0] ^= s[3]
    s[2] ^= shifted
    s[3] = (s[3] << 11) | (s[3] >>> 21)
    return result >>> 0
  }
}
