import { formatCount, formatPercent, formatPlural } from '#renderer/format-number.ts'
import type { ClassName } from '#renderer/digits/class-names.ts'
import { commonestMistake, digitErrors } from './digit-errors.ts'
import { isWrong, confidenceOf, type Judged } from '#renderer/digits/judged.ts'
import type { HistogramPart } from './score-histogram.ts'

type Names = (label: number) => ClassName

/** Which digits are misread most, by count and by rate, and what they are taken for. */
export function remarkOnErrors(judged: Judged, names: Names): string {
  const errors = digitErrors(judged)
  const mistake = commonestMistake(judged)
  if (mistake === null) return 'Every test digit is read right.'
  const most = errors.reduce((a, b) => (b.errors > a.errors ? b : a))
  const worst = errors.reduce((a, b) => (b.rate > a.rate ? b : a))
  const byCount = `Most errors are ${names(most.label).plural} (${formatCount(most.errors)}`
  const byRate =
    worst.label === most.label
      ? `, ${formatPercent(most.rate, 1)} of them)`
      : `), by rate ${names(worst.label).plural} (${formatPercent(worst.rate, 1)})`
  const { actual, predicted, count } = mistake
  return `${byCount}${byRate}; the commonest mistake is ${names(actual).short} read as ${names(predicted).short}, ${timesIn(count)}.`
}

function timesIn(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${formatCount(count)} times`
}

/** How sure the model is where it is right, and where it is wrong. */
export function remarkOnSureness(judged: Judged): string {
  if (judged.scoreKind !== 'probability') {
    return 'Margins are distances from the border between classes, not probabilities: only their sign and order mean something.'
  }
  const mean = (wrong: boolean) => {
    const rows = judged.labelled.filter((row) => isWrong(judged, row) === wrong)
    return rows.length === 0 ? null : rows.reduce((sum, row) => sum + confidenceOf(judged, row), 0) / rows.length
  }
  const [right, wrong] = [mean(false), mean(true)]
  if (wrong === null)
    return `Where it is right, which is everywhere, the model is ${formatPercent(right ?? 0, 1)} sure.`
  if (right === null) return `It is never right, and ${formatPercent(wrong, 1)} sure of it.`
  return `Where it is right the model is ${formatPercent(right, 1)} sure on average, where it is wrong still ${formatPercent(wrong, 1)}.`
}

/** Of one histogram: how many are misread where labels say so, and of probabilities how much stands in the last bin. */
export function remarkOnHistogram(
  { right, wrong }: HistogramPart,
  who: string,
  { isProbability, isLabelled }: { isProbability: boolean; isLabelled: boolean },
): string {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const all = sum(right) + sum(wrong)
  if (all === 0) return `There are no ${who}.`
  const digits = formatPlural(all, 'digit')
  const misread = isLabelled ? `${formatCount(sum(wrong))} of ${digits} are misread` : digits
  if (!isProbability) return `${misread}.`
  const top = right[right.length - 1] + wrong[wrong.length - 1]
  return `${misread}; ${formatPercent(top / all, 1)} lie in the last bin, where the model is surest.`
}
