import type { RunSummary } from '#rpc/contract/run.ts'
import type { Difference } from './differences.ts'
import { canCompare } from './run-groups.ts'

/** What differs between runs in one sentence, and which of two reads more digits. */
export function differenceSentence(runs: RunSummary[], rows: Difference[]): string {
  if (rows.length === 0) return 'These runs have the same settings throughout.'
  const [first] = rows
  const words =
    rows.length === 1
      ? `Only ${first.name} differs: ${inWords(first.values.map((value) => value ?? 'none'))}`
      : `${rows.length} settings differ: ${inWords(rows.map(({ name }) => name))}`
  return `${words}${gap(runs)}.`
}

function gap([a, b, ...more]: RunSummary[]): string {
  if (more.length > 0 || !canCompare(a, b)) return ''
  const points = 100 * ((a.accuracy ?? 0) - (b.accuracy ?? 0))
  if (Math.abs(points) < 0.005) return '; both are equally accurate'
  const ahead = points > 0 ? a.name : b.name
  return `; ${ahead} is ${Math.abs(points).toFixed(2)} points more accurate`
}

const most = 3

/** "a, b and c"; of many the first three and how many more. */
function inWords(names: string[]): string {
  const named = names.length > most + 1 ? [...names.slice(0, most), `${names.length - most} more`] : names
  return named.length < 2 ? named.join() : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`
}
