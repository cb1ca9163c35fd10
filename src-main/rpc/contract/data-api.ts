import type { RepeatedDigits } from '#learn/datasets/repeated-digits.ts'
import type {
  DatasetId,
  DatasetProgress,
  DatasetQuestion,
  DatasetStatistics,
  DatasetSummary,
  DoubtAnswers,
  Part,
  SampleFilter,
  SamplePage,
} from './dataset.ts'
import type { OwnDataApi } from './own.ts'
import type {
  Coefficients,
  Contributions,
  DigitAnswers,
  Evaluation,
  Judgement,
  RunId,
  SeenDigit,
  SupportLens,
} from './run.ts'

export type FileOpening = { kind: 'opened'; summary: DatasetSummary } | { kind: 'question'; question: DatasetQuestion }

/** Main asks the data process: it alone reads files and pixels for people to look at. */
export interface DataApi extends OwnDataApi {
  /** Paths come from the core's own table. */
  openFile(argument: { part: Part; path: string; answers?: DoubtAnswers }): FileOpening
  openSample(): { train: DatasetSummary; test: DatasetSummary }
  beginUpload(argument: { upload: string; name: string; bytes: number }): void
  uploadFrame(argument: { upload: string; bytes: Uint8Array }): void
  endUpload(argument: { upload: string }): void
  cancelUpload(argument: { upload: string }): void
  /** An upload stays when a question comes of it, and goes when it is opened or refused. */
  openUpload(argument: { part: Part; upload: string; labels?: string; answers?: DoubtAnswers }): FileOpening
  statistics(argument: { dataset: DatasetId }): DatasetStatistics
  /** Digits with exactly equal pixels, in and between datasets of one image size; one answer for each dataset. */
  repeatedDigits(argument: { datasets: DatasetId[] }): RepeatedDigits[]
  samplePage(argument: { dataset: DatasetId; filter?: SampleFilter; offset: number; count: number }): SamplePage
  evaluation(argument: { run: RunId }): Evaluation
  judgement(argument: { run: RunId }): Judgement
  /** null where the model is not linear. */
  coefficients(argument: { run: RunId }): Coefficients | null
  contributions(argument: { run: RunId; pixels: Uint8Array; label: number }): Contributions | null
  seenDigit(argument: { run: RunId; pixels: Uint8Array }): SeenDigit | null
  /** null where the model has no support vectors. `count`: for and against each. */
  supportLens(argument: {
    run: RunId
    pixels: Uint8Array
    label: number
    against: number
    count: number
  }): SupportLens | null
  predictDigit(argument: { runs: RunId[]; pixels: Uint8Array }): DigitAnswers
  /** A run was deleted: give back its memory. */
  forgetRun(argument: { run: RunId }): void
}

export interface DataEvents {
  progress: DatasetProgress
}
