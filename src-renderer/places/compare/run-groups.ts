import type { RunSummary } from '#rpc/contract/run.ts'

/** Runs that answered the same question about the same digits: only their accuracies can be set side by side. */
export interface RunGroup {
  id: string
  /** "MNIST test set", "MNIST test set, 0 or not" */
  name: string
  runs: RunSummary[]
}

function groupIdOf({ spec }: RunSummary): string {
  return `${spec.test} ${spec.pipeline.positive?.join(' ') ?? 'all'}`
}

function questionOf({ spec }: RunSummary): string {
  const { positive } = spec.pipeline
  return positive ? `${positive.join(', ')} or not` : 'which digit'
}

/** Which digit it is, is the usual question. */
function nameOf(run: RunSummary, testSet: string): string {
  return run.spec.pipeline.positive ? `${testSet}, ${questionOf(run)}` : testSet
}

/** The largest first. */
export function groupRuns(runs: RunSummary[], testSet: (run: RunSummary) => string): RunGroup[] {
  const groups = new Map<string, RunGroup>()
  for (const run of runs) {
    const id = groupIdOf(run)
    const group = groups.get(id)
    if (group) group.runs.push(run)
    else groups.set(id, { id, name: nameOf(run, testSet(run)), runs: [run] })
  }
  return [...groups.values()].sort((a, b) => b.runs.length - a.runs.length)
}

/** Why two runs cannot be compared digit by digit; null: they can. */
export function whyApart(first: RunSummary, second: RunSummary, testSet: (run: RunSummary) => string): string | null {
  if (first.spec.test !== second.spec.test)
    return `These two were judged on different test digits: ${testSet(first)} and ${testSet(second)}.`
  if (groupIdOf(first) !== groupIdOf(second))
    return `These two answer different questions: ${questionOf(first)}, and ${questionOf(second)}.`
  if (first.accuracy === null || second.accuracy === null)
    return 'The test digits of these two carry no labels, so nobody can tell which of them is right.'
  return null
}

export function canCompare(first: RunSummary, second: RunSummary): boolean {
  return whyApart(first, second, () => '') === null
}

/** The first two that can be compared. */
export function firstPair(runs: RunSummary[]): [RunSummary, RunSummary] | null {
  for (const [at, first] of runs.entries()) {
    const second = runs.slice(at + 1).find((other) => canCompare(first, other))
    if (second) return [first, second]
  }
  return null
}
