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
  fitSeconds: number
  predictSeconds: number
  peakMemoryMB: number
  threads: number
  /** Pixels the classifier sees. */
  features: number
  trainRows: number
  testRows: number
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

export interface EvaluationFilter {
  actual?: number
  predicted?: number
  /** Only wrong ones. */
  wrong?: boolean
  order: 'row' | 'confident-first' | 'doubtful-first'
}

/** Test digits with what a model says of them. */
export interface JudgedPage {
  total: number
  rows: Uint32Array
  labels: Uint8Array
  predicted: Uint8Array
  /** Probability or margin of the predicted class. */
  confidence: Float64Array
  pixels: Uint8Array
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
