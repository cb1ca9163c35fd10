import { accuracyWithMargin } from '#renderer/digits/accuracy-interval.ts'
import { formatSeconds } from '#renderer/format-number.ts'
import type { RunSummary } from '#rpc/contract/run.ts'

/** Of the front of one group, fastest first: which model is best, and what the fastest gives for its time. */
export function frontSentence(name: string, front: RunSummary[]): string {
  const [fastest] = front
  const best = front.at(-1)
  if (!best) return ''
  const words = `${name}: the best model is ${best.name} with ${accuracyWithMargin(best)} after ${formatSeconds(best.fitSeconds)}`
  if (fastest === best) return `${words}; it is the fastest too.`
  return `${words}; the fastest is ${fastest.name} with ${accuracyWithMargin(fastest)} after ${formatSeconds(fastest.fitSeconds)}.`
}
