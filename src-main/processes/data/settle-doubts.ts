import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { inkPolarityOf, invertPictures } from '#learn/datasets/ink-polarity.ts'
import { orientationOf, transposePictures } from '#learn/datasets/orientation.ts'
import { someRows } from '#learn/datasets/some-rows.ts'
import type { DatasetQuestion, DoubtAnswers, DoubtOption } from '#rpc/contract/dataset.ts'

export type Settled = { kind: 'settled'; words: string[] } | { kind: 'question'; question: DatasetQuestion }

const shownDigits = 12

/**
 * Turns the pictures as they should be, in place: ink bright on black, upright. What the pixels tell clearly is done and said;
 * what they do not is asked, unless it was answered.
 */
export function settleDoubts(
  set: DigitSet,
  name: string,
  answers: DoubtAnswers,
  /** Of the last time this file was asked about. */
  before: DoubtAnswers = {},
): Settled {
  const words: string[] = []
  const polarity = inkPolarityOf(set)
  if (polarity === 'doubtful' && answers.ink === undefined)
    return { kind: 'question', question: inkQuestion(set, name, before.ink) }
  const dark = answers.ink === undefined ? polarity === 'dark' : answers.ink === 'dark'
  if (dark) {
    invertPictures(set)
    words.push('dark ink on white paper inverted')
  }
  const orientation = orientationOf(set)
  if (orientation === 'doubtful' && answers.orientation === undefined)
    return { kind: 'question', question: orientationQuestion(set, name, before.orientation) }
  const transposed =
    answers.orientation === undefined ? orientation === 'transposed' : answers.orientation === 'transposed'
  if (transposed) {
    transposePictures(set)
    words.push('turned upright (rows and columns were exchanged)')
  }
  return { kind: 'settled', words }
}

function inkQuestion(set: DigitSet, name: string, before = 'bright'): DatasetQuestion {
  const [as, inverted] = bothWays(set, invertPictures)
  return {
    kind: 'ink',
    name,
    sentence: 'The border of the pictures is brighter than their middle. Which is right?',
    options: [
      { value: 'bright', label: 'As they are', detail: 'Bright ink on black.', thumbnails: as },
      { value: 'dark', label: 'Inverted', detail: 'The file has dark ink on bright paper.', thumbnails: inverted },
    ],
    suggested: before,
  }
}

function orientationQuestion(set: DigitSet, name: string, before?: string): DatasetQuestion {
  const [upright, turned] = bothWays(set, transposePictures)
  const fromEmnist = /emnist/i.test(name)
  return {
    kind: 'orientation',
    name,
    sentence: 'Rows and columns of the pictures may be exchanged. Which way is right?',
    options: [
      { value: 'upright', label: 'As they are', detail: 'Rows of pixels from top to bottom.', thumbnails: upright },
      {
        value: 'transposed',
        label: 'Turned',
        detail: 'The file has columns in place of rows, as EMNIST does.',
        thumbnails: turned,
      },
    ],
    suggested: before ?? (fromEmnist ? 'transposed' : 'upright'),
  }
}

function bothWays(set: DigitSet, change: (some: DigitSet) => void): DoubtOption['thumbnails'][] {
  const { height, width, pixels } = set
  const size = height * width
  const rows = someRows(set, shownDigits)
  const some = (): DigitSet => {
    const shown = new Uint8Array(rows.length * size)
    rows.forEach((row, i) => shown.set(pixels.subarray(row * size, (row + 1) * size), i * size))
    return { rows: rows.length, height, width, pixels: shown, labels: new Uint8Array(rows.length) }
  }
  const [as, changed] = [some(), some()]
  change(changed)
  return [as, changed].map((shown) => ({ count: shown.rows, height, width, pixels: shown.pixels }))
}
