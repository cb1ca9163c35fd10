export interface Scored {
  fitSeconds: number
  accuracy: number | null
}

/** Those that no other beats in both time and accuracy, fastest first. */
export function bestFront<Run extends Scored>(runs: Run[]): Run[] {
  const front: Run[] = []
  const score = (run: Run) => run.accuracy ?? -1
  const sorted = [...runs].sort((a, b) => a.fitSeconds - b.fitSeconds || score(b) - score(a))
  for (const run of sorted) if (run.accuracy !== null && run.accuracy > (front.at(-1)?.accuracy ?? -1)) front.push(run)
  return front
}
