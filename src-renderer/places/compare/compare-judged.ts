import { formatCount, formatPlural } from '#renderer/format-number.ts'
import { isWrong, type Judged } from '#renderer/digits/judged.ts'
import { mcnemar } from '#learn/metrics/mcnemar.ts'

export interface Disagreement {
  bothRight: Uint32Array
  bothWrong: Uint32Array
  onlyFirstWrong: Uint32Array
  onlySecondWrong: Uint32Array
}

/** Where two models on the same test digits go wrong. */
export function disagreement(first: Judged, second: Judged): Disagreement {
  const rows = (a: boolean, b: boolean) =>
    first.labelled.filter((row) => isWrong(first, row) === a && isWrong(second, row) === b)
  return {
    bothRight: rows(false, false),
    bothWrong: rows(true, true),
    onlyFirstWrong: rows(true, false),
    onlySecondWrong: rows(false, true),
  }
}

/** McNemar's test in plain words. */
export function plainMcnemar(onlyFirstWrong: number, onlySecondWrong: number, first: string, second: string): string {
  const n = onlyFirstWrong + onlySecondWrong
  if (n === 0) return 'Both models are right and wrong on exactly the same digits.'
  const better = onlyFirstWrong < onlySecondWrong ? first : second
  const [fewer, more] = [onlyFirstWrong, onlySecondWrong].sort((a, b) => a - b)
  const p = mcnemar(onlyFirstWrong, onlySecondWrong)
  const chance =
    p < 0.001 ? 'less than 1 in 1,000 times' : `about ${formatCount(Math.max(1, Math.round(p * 1000)))} in 1,000 times`
  const facts = `Of ${formatPlural(n, 'digit')} that only one of them misreads, ${better} misreads ${formatCount(fewer)} and the other ${formatCount(more)}.`
  if (fewer === more)
    return `Of ${formatPlural(n, 'digit')} that only one of them misreads, each misreads ${formatCount(fewer)}: no difference.`
  const verdict = p < 0.05 ? `p = ${p.toPrecision(2)}): hardly luck` : `p = ${p.toFixed(2)}): it may well be luck`
  return `${facts} If both models were equally good, a difference this large would arise ${chance} (McNemar, ${verdict}.`
}
