import type { WireError } from '../wire.ts'
import type { DatasetId } from './dataset.ts'
import type { JobSpec } from './job.ts'

export type RunId = string

export interface DigitScore {
  digit: number
  support: number
  /** Recall of this digit, as the notebook calls it accuracy. */
  accuracy: number
  precision: number
  f1: number
  /** Mean probability given to the samples of other digits, and to its own; null where the model gives no probabilities. */
  meanNegProba: number | null
  meanPosProba: number | null
}

/** What is stored as run.json beside model.bin. */
export interface RunSummary {
  id: RunId
  name: string
  spec: JobSpec
  created: number
  /** false: stopped half-way, what was learnt was kept. */
  complete: boolean
  /** With those of the runs that it went on from. */
  fitSeconds: number
  predictSeconds: number
  peakMemoryMB: number
  threads: number
  /** Pixels the classifier sees. */
  features: number
  trainRows: number
  testRows: number
  /** Of them, those with a label; absent in runs of older versions: all. */
  testLabelled?: number
  /** null when the test digits carry no labels. */
  accuracy: number | null
  /** Weighted over digits; of the positive class for a two-class run. */
  f1: number | null
  iterations: number[]
  converged: boolean
  warnings: string[]
  supportVectors?: { perClass: number[]; union: number }
  kernelRows?: number
}

/** A run in the data folder, and what it takes on the disk. */
export interface RunOnDisk {
  run: RunId
  /** null where it cannot be read. */
  name: string | null
  bytes: number
  /** A sentence when it cannot be read. */
  problem: string | null
}

export interface Evaluation {
  run: RunId
  classes: number[]
  /** [true][predicted] in the order of classes. */
  confusion: number[][]
  accuracy: number
  /** 95 % Wilson interval of the accuracy. */
  interval: [number, number]
  f1: number
  errors: number
  perDigit: DigitScore[]
}

/** All that a model says of its test digits: what every table and figure of Evaluate is counted from. */
export interface Judgement {
  run: RunId
  /** The test digits. */
  dataset: DatasetId
  /** Of each of those digits, in pixels. */
  height: number
  width: number
  /** In the order of the columns of `scores`; [0, 1] where the spec has `positive`. */
  classes: number[]
  /** As the file has them; 255: none. */
  labels: Uint8Array
  predicted: Uint8Array
  /** Rows x classes. */
  scores: Float32Array
  scoreKind: 'probability' | 'margin'
}

/** A linear model: score = coef . (x - mean) / scale + intercept, x the grey levels of the selected pixels. */
export interface Coefficients {
  run: RunId
  height: number
  width: number
  /** Which pixel each coefficient belongs to. */
  selected: Int32Array
  mean: Float64Array
  scale: Float64Array
  /** `label`: the class for which a positive score speaks. */
  models: { label: number; coef: Float64Array; intercept: number }[]
}

/** A linear model's score of one digit, pixel by pixel: score = sum of values + intercept. */
export interface Contributions {
  label: number
  score: number
  intercept: number
  /** Of every pixel; 0 where it was left out. */
  values: Float64Array
  /** 0: left out. */
  kept: Uint8Array
}

/** One digit as a model's classifier gets it, after all other steps. */
export interface SeenDigit {
  height: number
  width: number
  /** Of every pixel; 0 where it was left out. */
  values: Float64Array
  /** 0: left out. */
  kept: Uint8Array
  /** Values are in standard deviations from the mean, not grey levels. */
  scaled: boolean
}

/** A kernel machine's score of one digit: score = intercept + sum of contributions + restSum. */
export interface SupportLens {
  label: number
  /** The class it was told from; null: all others. */
  against: number | null
  score: number
  intercept: number
  /** Those that push most, for first, then against: rows of the training digits. */
  rows: Uint32Array
  labels: Uint8Array
  /** Kernel value of each with the digit. */
  similarities: Float64Array
  contributions: Float64Array
  pixels: Uint8Array
  /** All other support vectors together. */
  restCount: number
  restSum: number
}

/** The answer of one model for one digit. */
export interface DigitAnswer {
  run: RunId
  classes: number[]
  predicted: number
  /** Decision values in the order of classes. */
  scores: Float64Array
  /** null where the model has none. */
  probabilities: Float64Array | null
  milliseconds: number
}

/** The answers of all models that could be asked, in the order in which they were named. */
export interface DigitAnswers {
  answers: DigitAnswer[]
  /** Models that could not be read, each with its reason. */
  failures: RunFailure[]
}

export interface RunFailure {
  run: RunId
  error: WireError
}
