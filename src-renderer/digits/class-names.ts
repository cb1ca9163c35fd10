import { digitPlural } from '#learn/datasets/digit-words.ts'
import type { RunSummary } from '#rpc/contract/run.ts'

export interface ClassName {
  /** Beside the matrix and on tiles: "4", "rest". */
  short: string
  /** In sentences: "fours", "other digits". */
  plural: string
}

function digitName(label: number): ClassName {
  return { short: String(label), plural: digitPlural(label) }
}

/** A run that tells some digits from the rest has the classes 0 (rest) and 1 (those digits). */
export function classNames(run: Pick<RunSummary, 'spec'> | null): (label: number) => ClassName {
  const positive = run?.spec.pipeline.positive
  if (!positive) return digitName
  const own = positive.map(digitName)
  return (label) =>
    label === 1
      ? { short: own.map((name) => name.short).join(', '), plural: own.map((name) => name.plural).join(' and ') }
      : { short: 'rest', plural: 'other digits' }
}
