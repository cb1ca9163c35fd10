import { AppError } from '../app-error.ts'

/** What the numbers of a file are: their smallest and largest, and whether all are whole. */
export interface FoundRange {
  low: number
  high: number
  whole: boolean
}

/** grey = (value - from) * factor, rounded to 0..255. `words` is null for plain grey levels. */
export interface GreyRange {
  from: number
  factor: number
  words: string | null
}

/** The scale that fits what was found. Paper is its lower end, full ink its upper. */
export function greyRange({ low, high, whole }: FoundRange): GreyRange {
  if (low >= 0 && high <= 1) return high === 0 ? plain : scaled(0, 1, whole ? 'ink 1, paper 0' : '0 to 1')
  if (low >= -1 && low < 0 && high <= 1) return scaled(-1, 1, '-1 to 1')
  if (low >= 0 && high <= 16) return scaled(0, 16, '0 to 16')
  if (low >= 0 && high <= 255) return whole ? plain : { from: 0, factor: 1, words: 'grey levels rounded' }
  if (low >= 0 && high <= 65535 && whole && high > 4095) return scaled(0, 65535, '0 to 65535')
  throw new AppError(
    'invalid-file',
    `The values go from ${short(low)} to ${short(high)}, which is no range of grey levels (0 to 255, 0 to 1, -1 to 1 or 0 to 16).`,
    { hint: 'Standardised or otherwise computed values cannot be turned back; choose the file with the pixels.' },
  )
}

const plain: GreyRange = { from: 0, factor: 1, words: null }

function scaled(from: number, to: number, range: string): GreyRange {
  return { from, factor: 255 / (to - from), words: `${range} scaled to 0 to 255` }
}

export function greyLevels(values: ArrayLike<number>, { from, factor }: GreyRange): Uint8Array {
  const levels = new Uint8Array(values.length)
  for (let i = 0; i < levels.length; i++) levels[i] = Math.floor((values[i] - from) * factor + 0.5)
  return levels
}

const short = (value: number) => String(Number(value.toPrecision(4)))
