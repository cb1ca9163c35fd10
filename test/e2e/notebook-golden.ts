import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What make_sample_golden.py keeps of an image. */
export interface GoldenImage {
  sum: number
  /** The brightest pixel. */
  largest: number
  every_97th: number[]
}

/** A linear model's weights in the units that the application shows them in. */
export interface GoldenWeights {
  /** Every 97th of the pixels that it sees. */
  pixels: number[]
  /** `every_97th`: one row a model, at those pixels; `largest`: of all its weights, without the sign. */
  units: Record<'grey' | 'standardised' | 'notebook', { every_97th: number[][]; largest: number }>
}

interface Golden {
  shapes: { train: [number, number]; test: [number, number] }
  data: {
    first_labels: { train: number[]; test: number[] }
    mean: { all: GoldenImage; digits: GoldenImage[] }
    deviation: { all: GoldenImage; digits: GoldenImage[] }
  }
  features: {
    kept: { 0: number; 100: number }
    mask: string
    largest_variance: number
    histogram: number[]
    first_digit: { before: number[]; after: (number | null)[] }
  }
  classifiers: Record<string, number>
  zero: {
    accuracy: number
    f1: number
    confusion: number[][]
    roc_auc: number
    average_precision: number
    predicted_zero: number
    mean_of_predicted: GoldenImage
    last_bin_of_zeros: number
    last_bin_of_others: number
    weights: GoldenWeights
    at_0_9: { missed: number; false_alarms: number }
  }
  digits: {
    kept: number
    accuracy: number
    f1: number
    confusion: number[][]
    errors: number[]
    weights: GoldenWeights
    importance: { largest: number; value: number; sum: number }
    own: { labels: number[]; predicted: number[] }
    per_digit: Record<
      'digit' | 'support' | 'accuracy' | 'precision' | 'f1' | 'mean_neg_proba' | 'mean_pos_proba',
      number
    >[]
  }
}

/** What scikit-learn 1.2.1 made of the sample digits, see test/golden/make_sample_golden.py. */
export const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../golden/sample_digits_notebook.json'), 'utf8'),
) as Golden

/** What the golden case keeps of an image, rounded so that two ways of summing are alike. */
export function keptOf(image: number[]): GoldenImage {
  return rounded({
    sum: image.reduce((sum, value) => sum + value, 0),
    largest: image.indexOf(Math.max(...image)),
    every_97th: image.filter((_, at) => at % 97 === 0),
  })
}

export function rounded({ sum, largest, every_97th }: GoldenImage): GoldenImage {
  const six = (value: number) => Number(value.toPrecision(6))
  return { sum: six(sum), largest, every_97th: every_97th.map(six) }
}
