import { isWrong, type Judged } from '#renderer/digits/judged.ts'

export interface DigitErrors {
  label: number
  errors: number
  support: number
  /** Share of the digit's samples that are misread; 0 without any. */
  rate: number
}

/** Misread samples by what they are; of `rows` alone where they are given. */
export function digitErrors(judged: Judged, rows = judged.labelled): DigitErrors[] {
  const classes = [...new Set([...judged.classes, ...judged.labelled.map((row) => judged.actual[row])])].sort(
    (a, b) => a - b,
  )
  const errors = new Map<number, number>()
  const support = new Map<number, number>()
  for (const row of rows) {
    const label = judged.actual[row]
    support.set(label, (support.get(label) ?? 0) + 1)
    if (isWrong(judged, row)) errors.set(label, (errors.get(label) ?? 0) + 1)
  }
  return classes.map((label) => {
    const [wrong, all] = [errors.get(label) ?? 0, support.get(label) ?? 0]
    return { label, errors: wrong, support: all, rate: all === 0 ? 0 : wrong / all }
  })
}

export interface Confusion {
  actual: number
  predicted: number
  count: number
}

/** The commonest mistake; null where nothing is wrong. */
export function commonestMistake(judged: Judged): Confusion | null {
  const counts = new Map<number, number>()
  for (const row of judged.labelled) {
    if (!isWrong(judged, row)) continue
    const key = judged.actual[row] * 256 + judged.predicted[row]
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  let most: Confusion | null = null
  for (const [key, count] of counts) {
    if (count > (most?.count ?? 0)) most = { actual: key >> 8, predicted: key & 255, count }
  }
  return most
}
