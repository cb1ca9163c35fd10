import type { JobProgress } from '#rpc/contract/job.ts'

const leastMs = 100
/** Before this much has passed, a time left would be a guess. */
const forecastAfterSeconds = 0.4
const forecastAfterFraction = 0.02

/** Passes progress on at most ten times a second; fractions never fall; the time left follows from the pace so far. */
export class JobReporter {
  peakMemoryMB = 0
  private readonly report: (progress: JobProgress) => void
  private readonly started = performance.now()
  private lastReport = -Infinity
  private fraction = 0

  constructor(report: (progress: JobProgress) => void) {
    this.report = report
  }

  tell(phase: string, fraction: number, objective: number | null): void {
    this.fraction = Math.max(this.fraction, Math.min(1, fraction))
    const now = performance.now()
    if (now - this.lastReport < leastMs) return
    this.lastReport = now
    const seconds = (now - this.started) / 1000
    const known = seconds >= forecastAfterSeconds && this.fraction >= forecastAfterFraction
    const secondsLeft = known ? (seconds / this.fraction) * (1 - this.fraction) : null
    this.report({ phase, fraction: this.fraction, secondsLeft, objective, memoryMB: this.measure() })
  }

  /** Resident memory of the whole process, in MB. */
  measure(): number {
    const memoryMB = Math.round(process.memoryUsage.rss() / 2 ** 20)
    this.peakMemoryMB = Math.max(this.peakMemoryMB, memoryMB)
    return memoryMB
  }
}
