/** Strong Wolfe constants of L-BFGS-B. */
const decrease = 1e-3
const curvature = 0.9
const relativeWidth = 0.1
const largestStep = 1e10

/** One end of the interval, or the newest trial: step, value and slope along the line. */
interface Trial {
  step: number
  value: number
  slope: number
}

/**
 * Moré and Thuente (1994), "Line search algorithms with guaranteed sufficient decrease": an interval that is known to hold an
 * acceptable step shrinks around it by safeguarded cubic and quadratic interpolation.
 */
export class LineSearch {
  /** Where to evaluate next. */
  step: number
  private readonly start: Trial
  /** The best end so far, and the other. */
  private best: Trial
  private other: Trial
  private bracketed = false
  /** Until a step decreases enough and slopes upwards, the search works on value - decrease * slope0 * step. */
  private modified = true
  private low = 0
  private high: number
  private width = largestStep
  private previousWidth = 2 * largestStep

  constructor(value: number, slope: number, step: number) {
    this.start = { step: 0, value, slope }
    this.best = this.start
    this.other = this.start
    this.step = step
    this.high = 5 * step
  }

  /** Takes value and slope at `step`; true: accept that step, else evaluate at the new `step`. */
  tell(value: number, slope: number): boolean {
    const { start, step } = this
    const tilt = decrease * start.slope
    const bound = start.value + step * tilt
    if (this.modified && value <= bound && slope >= 0) this.modified = false
    if (value <= bound && Math.abs(slope) <= curvature * -start.slope) return true
    if (this.isAtEnd(step) || (step === largestStep && value <= bound && slope <= tilt)) return true

    const trial = { step, value, slope }
    if (this.modified && value <= this.best.value && value > bound) this.update(trial, tilt)
    else this.update(trial, 0)

    if (this.bracketed) {
      const width = Math.abs(this.other.step - this.best.step)
      if (width >= 0.66 * this.previousWidth) this.step = (this.best.step + this.other.step) / 2
      this.previousWidth = this.width
      this.width = width
      this.low = Math.min(this.best.step, this.other.step)
      this.high = Math.max(this.best.step, this.other.step)
    } else {
      this.low = this.step + 1.1 * (this.step - this.best.step)
      this.high = this.step + 4 * (this.step - this.best.step)
    }
    this.step = Math.min(Math.max(this.step, 0), largestStep)
    if (this.isAtEnd(this.step)) this.step = this.best.step
    return false
  }

  /** The interval has shrunk to where rounding decides. */
  private isAtEnd(step: number): boolean {
    if (!this.bracketed) return false
    return step <= this.low || step >= this.high || this.high - this.low <= relativeWidth * this.high
  }

  /** Chooses the next step and the new ends, on the function less `tilt` times the step. */
  private update(trial: Trial, tilt: number): void {
    const tilted = ({ step, value, slope }: Trial): Trial => ({ step, value: value - tilt * step, slope: slope - tilt })
    const x = tilted(this.best)
    const y = tilted(this.other)
    const t = tilted(trial)
    const opposite = t.slope * Math.sign(x.slope) < 0
    let next: number
    if (t.value > x.value) {
      // Higher: a minimum lies between.
      const cubic = cubicMinimum(x, t)
      const quadratic = x.step + (x.slope / ((x.value - t.value) / (t.step - x.step) + x.slope) / 2) * (t.step - x.step)
      next = Math.abs(cubic - x.step) < Math.abs(quadratic - x.step) ? cubic : (cubic + quadratic) / 2
      this.bracketed = true
    } else if (opposite) {
      // Lower, and rising again: a minimum lies between; the farther of the two guesses.
      const cubic = cubicMinimum(t, x)
      const secant = secantMinimum(t, x)
      next = Math.abs(cubic - t.step) > Math.abs(secant - t.step) ? cubic : secant
      this.bracketed = true
    } else if (Math.abs(t.slope) < Math.abs(x.slope)) {
      // Lower and flatter: the cubic may have no minimum beyond the trial.
      const cubic = cubicBeyond(x, t) ?? (t.step > x.step ? this.high : this.low)
      const secant = secantMinimum(t, x)
      const cubicIsNearer = Math.abs(cubic - t.step) < Math.abs(secant - t.step)
      if (this.bracketed) {
        const limit = t.step + 0.66 * (y.step - t.step)
        next = cubicIsNearer ? cubic : secant
        next = t.step > x.step ? Math.min(limit, next) : Math.max(limit, next)
      } else {
        next = Math.min(Math.max(cubicIsNearer ? secant : cubic, this.low), this.high)
      }
    } else {
      // Lower and no flatter: on towards the other end.
      if (this.bracketed) next = cubicMinimum(t, y)
      else next = t.step > x.step ? this.high : this.low
    }
    if (t.value > x.value) {
      this.other = trial
    } else {
      if (opposite) this.other = this.best
      this.best = trial
    }
    this.step = next
  }
}

/** Minimum of the cubic through both values and slopes, as seen from a. */
function cubicMinimum(a: Trial, b: Trial): number {
  const theta = (3 * (a.value - b.value)) / (b.step - a.step) + a.slope + b.slope
  const scale = Math.max(Math.abs(theta), Math.abs(a.slope), Math.abs(b.slope))
  const square = (theta / scale) ** 2 - (a.slope / scale) * (b.slope / scale)
  const gamma = scale * Math.sqrt(Math.max(0, square)) * (b.step < a.step ? -1 : 1)
  const ratio = (gamma - a.slope + theta) / (gamma - a.slope + gamma + b.slope)
  return a.step + ratio * (b.step - a.step)
}

/** The same cubic's minimum where it lies beyond t, else null. */
function cubicBeyond(x: Trial, t: Trial): number | null {
  const theta = (3 * (x.value - t.value)) / (t.step - x.step) + x.slope + t.slope
  const scale = Math.max(Math.abs(theta), Math.abs(x.slope), Math.abs(t.slope))
  const square = (theta / scale) ** 2 - (x.slope / scale) * (t.slope / scale)
  const gamma = scale * Math.sqrt(Math.max(0, square)) * (t.step > x.step ? -1 : 1)
  const ratio = (gamma - t.slope + theta) / (gamma + (x.slope - t.slope) + gamma)
  return ratio < 0 && gamma !== 0 ? t.step + ratio * (x.step - t.step) : null
}

/** Where the slope of the parabola through both slopes vanishes, as seen from a. */
function secantMinimum(a: Trial, b: Trial): number {
  return a.step + (a.slope / (a.slope - b.slope)) * (b.step - a.step)
}
