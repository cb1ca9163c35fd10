/** What `--json` writes. Its form is kept stable: other programs read it. */
export interface NotebookReport {
  dataset: { train: DatasetReport; test: DatasetReport }
  features?: { threshold0: { selected: number }; threshold100: { selected: number } }
  steps: Record<string, StepReport>
  /** With `--own`: one entry a picture. */
  own?: OwnReport[]
  /** With `--strokes`: one entry a step that was fitted. */
  pen?: Record<string, PenReport>
}

export interface OwnReport {
  /** Base name. */
  file: string
  label: number
  /** By step: of the pixels as the file has them; of a picture of any other size than 28 x 28, normalised. */
  predicted: Record<string, number>
  normalised: Record<string, number>
}

export interface PenReport {
  count: number
  accuracy: number
  /** Mean of the writers' accuracies, so that nobody counts for more by having written more; null where the file names no writers. */
  writerMean: number | null
  perDigit: { digit: number; count: number; accuracy: number }[]
  perWriter: { writer: string; count: number; accuracy: number }[]
}

export interface DatasetReport {
  /** Rows in use: with `--rows` no more than that. */
  rows: number
  /** Pixels a digit. */
  columns: number
  /** Time to open it. */
  seconds: number
}

export interface StepReport {
  classes: number[]
  /** The whole pipeline. */
  fitSeconds: number
  predictSeconds: number
  accuracy: number
  /** Weighted over the digits; of the positive class where there are two. */
  f1: number
  perDigit: DigitReport[]
  /** [true][predicted] in the order of classes. */
  confusion: number[][]
  iterations: number[]
  converged: boolean
  warnings: string[]
  peakMemoryMB: number
  supportVectors?: { perClass: number[]; union: number }
  kernelRows?: number
  /** Why the step failed; its figures are then empty. */
  error?: string
}

export interface DigitReport {
  digit: number
  /** Recall. */
  accuracy: number
  f1: number
  meanNegProba: number | null
  meanPosProba: number | null
}

export function failedStep(error: string): StepReport {
  return {
    classes: [],
    fitSeconds: 0,
    predictSeconds: 0,
    accuracy: 0,
    f1: 0,
    perDigit: [],
    confusion: [],
    iterations: [],
    converged: false,
    warnings: [],
    peakMemoryMB: 0,
    error,
  }
}
