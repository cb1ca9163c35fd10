/**
 * scikit-learn's fast generator (`our_rand_r`, after Marsaglia's 32-bit xorshift 13, 17, 5): the state keeps 32 bits, a draw is its
 * lower 31. The solvers that sample rows draw from it.
 */
export class Xorshift {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0 || 1
  }

  /** 0 .. 2^31 - 1 */
  next(): number {
    let s = this.state
    s ^= s << 13
    s ^= s >>> 17
    s ^= s << 5
    this.state = s >>> 0
    return s & 0x7fffffff
  }
}
