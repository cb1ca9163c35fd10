import { digitPlural } from '#learn/datasets/digit-words.ts'
import { formatPercent } from '#renderer/format-number.ts'
import type { DatasetStatistics } from '#rpc/contract/dataset.ts'

const listed = new Intl.ListFormat('en-GB')

/** How many pixels have each grey level, 0 to 255, over some datasets: of the digits with these labels, or without any of all. */
export function levelCounts(statistics: Pick<DatasetStatistics, 'levels'>[], labels: number[]): number[] {
  const counts = Array.from({ length: 256 }, () => 0)
  for (const { levels } of statistics) {
    const classes = levels.length / 256 - 1
    levels.forEach((count, i) => {
      const label = i >> 8
      if (labels.length === 0 || (label < classes && labels.includes(label))) counts[i & 255] += count
    })
  }
  return counts
}

/** Where a logarithmic axis may begin so that even the rarest level shows: half the power of ten below its count. */
export function leastOfAxis(counts: number[]): number {
  const least = Math.min(...counts.filter((count) => count > 0))
  return Number.isFinite(least) ? 10 ** Math.floor(Math.log10(least)) / 2 : 0.5
}

/** "of the threes and fives"; "" without a choice. */
export function ofDigits(labels: number[]): string {
  return labels.length === 0 ? '' : ` of the ${listed.format(labels.map(digitPlural))}`
}

/** How much is paper, which ink is the commonest, and from which level on half of it lies. */
export function remarkOnLevels(counts: number[], labels: number[]): string {
  const whole = counts.reduce((sum, count) => sum + count, 0)
  const ink = whole - counts[0]
  if (ink === 0) return `All pixels${ofDigits(labels)} are blank.`
  const blank = `${formatPercent(counts[0] / whole, 1)} of all pixels${ofDigits(labels)} are blank`
  const commonest = counts.reduce((best, count, level) => (level > 0 && count > counts[best] ? level : best), 1)
  if (counts[commonest] === ink) return `${blank}; all others have grey level ${commonest}.`
  let half = 256
  for (let seen = 0; seen < ink / 2;) seen += counts[--half]
  const share = formatPercent(counts[commonest] / ink, 1)
  return `${blank}; half of the others have level ${half} or above, and the commonest level among them is ${commonest} (${share}).`
}
