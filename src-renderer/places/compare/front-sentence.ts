import { accuracyWithMargin } from '#renderer/digits/accuracy-interval.ts'
import { formatSeconds } from '#renderer/format-number.ts'
import { bestFront } from './best-front.ts'
import type { RunGroup } from './run-groups.ts'

/** Of one group: which model is best, and what the fastest gives for its time. */
export function frontSentence({ name, runs }: Pick<RunGroup, 'name' | 'runs'>): string {
  const front = bestFront(runs)
  const [fastest] = front
  const best = front.at(-1)
  if (!best) return ''
  const reach = `${accuracyWithMargin(best)} after ${formatSeconds(best.fitSeconds)}`
  if (runs.length === 1) return `${name}: ${best.name} reaches ${reach}.`
  if (fastest === best) return `${name}: ${best.name} is best and fastest with ${reach}.`
  return `${name}: ${best.name} is best with ${reach}, ${fastest.name} is fastest with ${accuracyWithMargin(fastest)} after ${formatSeconds(fastest.fitSeconds)}.`
}
