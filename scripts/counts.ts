/** The outcome of a suite of tests. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

export function sum(all: Counts[]): Counts {
  return all.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** The last line of this form in what a suite printed; null when there is none. */
export function readCounts(output: string): Counts | null {
  const last = [...output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1)
  return last ? { passed: Number(last[1]), failed: Number(last[2]), skipped: Number(last[3]) } : null
}

/** A suite that ended badly has failed, whatever it counted; so has one that counted nothing. */
export function withExitCode(counts: Counts | null, code: number): Counts {
  const known = counts ?? { passed: 0, failed: 0, skipped: 0 }
  const silent = known.passed + known.failed + known.skipped === 0
  return (code !== 0 || silent) && known.failed === 0 ? { ...known, failed: 1 } : known
}
