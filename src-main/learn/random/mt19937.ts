import type { RandomState } from '../random-state.ts'

const stateLength = 624
const shift = 397

/**
 * numpy's legacy `RandomState(seed)`: MT19937 (Matsumoto and Nishimura 1998), seeded by init_genrand.
 * The draws follow numpy bit for bit, so that a seed means the same here and there.
 */
export class NumpyRandomState implements RandomState {
  private readonly key = new Uint32Array(stateLength)
  private position = stateLength

  constructor(seed: number) {
    const { key } = this
    key[0] = seed
    for (let i = 1; i < stateLength; i++) {
      const previous = key[i - 1] ^ (key[i - 1] >>> 30)
      key[i] = Math.imul(1812433253, previous) + i
    }
  }

  uint32(): number {
    if (this.position === stateLength) this.renew()
    let y = this.key[this.position++]
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }

  /** Masked rejection: draws are cut to the bits of the largest value and repeated until one fits. */
  randint(low: number, high: number): number {
    const largest = high - low - 1
    return low + (largest === 0 ? 0 : this.upTo(largest))
  }

  random(): number {
    const upper = this.uint32() >>> 5
    const lower = this.uint32() >>> 6
    return (upper * 2 ** 26 + lower) / 2 ** 53
  }

  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i)
    for (let i = n - 1; i > 0; i--) {
      const j = this.upTo(i)
      const kept = order[i]
      order[i] = order[j]
      order[j] = kept
    }
    return order
  }

  private upTo(largest: number): number {
    const mask = 2 ** (32 - Math.clz32(largest)) - 1
    let value: number
    do value = (this.uint32() & mask) >>> 0
    while (value > largest)
    return value
  }

  private renew(): void {
    const { key } = this
    for (let i = 0; i < stateLength; i++) {
      const y = (key[i] & 0x80000000) | (key[(i + 1) % stateLength] & 0x7fffffff)
      key[i] = key[(i + shift) % stateLength] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
    }
    this.position = 0
  }
}
