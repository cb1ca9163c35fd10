export interface Scored {
  seconds: number
  accuracy: number
}

/** Those that no other beats in both time and accuracy, quickest first. */
export function bestFront<Run extends Scored>(runs: Run[]): Run[] {
  const front: Run[] = []
  const sorted = [...runs].sort((a, b) => a.seconds - b.seconds || b.accuracy - a.accuracy)
  for (const run of sorted) if (front.length === 0 || run.accuracy > front[front.length - 1].accuracy) front.push(run)
  return front
}
