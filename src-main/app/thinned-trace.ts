/** Keeps a growing series drawable: every so many-th value, the distance doubling whenever it is full, and always the latest. */
export class ThinnedTrace {
  private readonly most: number
  private kept: number[] = []
  private every = 1
  private seen = 0
  private latest: number | null = null

  constructor(most = 120) {
    this.most = most
  }

  add(value: number): void {
    this.latest = value
    if (this.seen++ % this.every !== 0) return
    this.kept.push(value)
    // One place is for the latest value.
    if (this.kept.length < this.most) return
    this.kept = this.kept.filter((_, i) => i % 2 === 0)
    this.every *= 2
  }

  values(): number[] {
    const ends = (this.seen - 1) % this.every === 0 || this.latest === null
    return ends ? [...this.kept] : [...this.kept, this.latest as number]
  }
}
