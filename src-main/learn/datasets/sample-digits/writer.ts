import type { Stroke } from '../../ink/stroke.ts'
import type { SampleRandom } from './sample-random.ts'
import { type Skeleton, skeletons } from './skeletons.ts'
import type { Knot } from './smooth-path.ts'
import { smoothPath } from './smooth-path.ts'

/** Points between two knots. */
const steps = 5

/**
 * One hand: it keeps its slant, width, nib and favourite styles, and varies about them from digit to digit. Lengths are shares of
 * the height of a digit.
 */
export class Writer {
  private readonly random: SampleRandom
  private readonly slant: number
  private readonly aspect: number
  private readonly turn: number
  private readonly nib: number
  private readonly sloppiness: number
  private readonly favourites: number[]
  private readonly habits: Knot[][]
  private readonly ways: readonly (readonly Skeleton[])[]

  /** `ways`: entry k holds the styles of digit k that this hand may have. */
  constructor(random: SampleRandom, ways = skeletons) {
    this.random = random
    this.ways = ways
    this.slant = 0.14 + 0.2 * random.normal()
    this.aspect = 1.0 + 0.16 * random.normal()
    this.turn = 0.03 * random.normal()
    this.nib = 0.13 + 0.025 * random.normal()
    this.sloppiness = random.between(0.7, 1.7)
    this.favourites = ways.map((styles) => random.pick(styles.map(({ weight }) => weight)))
    this.habits = ways.map(() => Array.from({ length: 16 }, () => [0.028 * random.normal(), 0.028 * random.normal()]))
  }

  write(digit: number): { strokes: Stroke[]; nib: number } {
    const { random, sloppiness } = this
    const styles = this.ways[digit]
    const style = random.between(0, 1) < 0.7 ? this.favourites[digit] : random.pick(styles.map(({ weight }) => weight))
    const slant = this.slant + 0.08 * sloppiness * random.normal()
    const aspect = Math.min(1.7, Math.max(0.55, this.aspect + 0.09 * sloppiness * random.normal()))
    const map = turnAndShear(this.turn + 0.05 * sloppiness * random.normal(), slant, aspect)
    const jitter = 0.028 * sloppiness
    // Where the waist of the digit lies: both ends stay, the middle moves.
    const waist = 0.16 * sloppiness * random.normal()
    const lean = 0.12 * sloppiness * random.normal()
    let habit = 0
    const strokes = styles[style].strokes.map((knots) => {
      const drift: Knot = [0.03 * sloppiness * random.normal(), 0.03 * sloppiness * random.normal()]
      let moved: Knot = [0, 0]
      const placed = knots.map((knot, k): Knot => {
        // A corner stays one point.
        if (k > 0 && knot[0] === knots[k - 1][0] && knot[1] === knots[k - 1][1]) return moved
        const [hx, hy] = this.habits[digit][habit++ % 16]
        const bow = knot[1] * (1 - knot[1])
        const x = knot[0] + lean * bow + hx + drift[0] + jitter * random.normal()
        const y = knot[1] + waist * bow + hy + drift[1] + jitter * random.normal()
        moved = map(x, y)
        return moved
      })
      return { points: smoothPath(placed, steps) }
    })
    return { strokes, nib: Math.min(0.2, Math.max(0.07, this.nib + 0.012 * sloppiness * random.normal())) }
  }
}

/** Turns by `turn` (through its half-angle tangent, which needs no sine), leans by `slant`, stretches x by `aspect`. */
function turnAndShear(turn: number, slant: number, aspect: number): (x: number, y: number) => Knot {
  const half = turn / 2
  const cosine = (1 - half * half) / (1 + half * half)
  const sine = (2 * half) / (1 + half * half)
  return (x, y) => {
    const sheared = aspect * x + slant * (0.5 - y)
    return [cosine * sheared - sine * y, sine * sheared + cosine * y]
  }
}
