import type { RepeatedDigits } from '#learn/datasets/repeated-digits.ts'
import type {
  DatasetId,
  DatasetOnDisk,
  DatasetProgress,
  DatasetQuestion,
  DatasetSource,
  DatasetStatistics,
  DatasetSummary,
  DoubtAnswers,
  FileId,
  FolderListing,
  Part,
  RecentFile,
  SampleFilter,
  SamplePage,
  UploadId,
} from './dataset.ts'
import type { JobForecast, JobId, JobSnapshot, JobSpec } from './job.ts'
import type { OwnApi, OwnSet } from './own.ts'
import type {
  Coefficients,
  Contributions,
  DigitAnswers,
  Evaluation,
  Judgement,
  RunId,
  RunOnDisk,
  RunSummary,
  SeenDigit,
  SupportLens,
} from './run.ts'

export interface AppDescription {
  version: string
  host: 'electron' | 'browser'
  platform: string
  cores: number
  memoryMB: number
  /** Default memory budget of a fit. */
  budgetMB: number
  dataFolder: string
  versions: Record<string, string>
  /** Sentences about what could not be read at the start: settings, session, runs. */
  problems: string[]
}

/** What is open. Restored at the next start. */
export interface Session {
  train: DatasetSummary | null
  test: DatasetSummary | null
}

/** What came of opening digits: they are open, or one question has to be answered first. */
export type DatasetOpening = { kind: 'opened'; session: Session } | { kind: 'question'; question: DatasetQuestion }

/** A choice of pixels made by hand and kept under a name. */
export interface SavedMask {
  name: string
  /** Row by row, `1` for a pixel to keep and `0` for one to leave out. */
  kept: string
}

/** Kept between starts; the page owns their meaning, the core only keeps them. */
export interface Settings {
  theme: 'system' | 'light' | 'dark'
  leftHanded: boolean
  digitsOnPaper: boolean
  masks: SavedMask[]
}

/** Several pages may be open: each says what it changes, and the core joins it to what the others did. */
export interface SettingsChange extends Partial<Omit<Settings, 'masks'>> {
  /** In place of one with the same name. */
  keepMask?: SavedMask
  /** The name of one. */
  deleteMask?: string
}

/** All that the page may ask of the core. */
export interface AppApi extends OwnApi {
  describe(): AppDescription
  session(): Session
  settings(): Settings
  /** All pages hear of it as `settingsChanged`. */
  saveSettings(argument: { change: SettingsChange }): Settings

  /** The native dialog; null when it was closed or the host has none (then `listFolder` serves). */
  pickFile(argument: { part: Part }): FileId | null
  /** Without `folder`: the last folder, else the home folder. */
  listFolder(argument: { folder?: FileId }): FolderListing
  recentFiles(): RecentFile[]
  forgetRecentFile(argument: { file: FileId }): RecentFile[]
  /** A file of the browser, sent in frames of at most 1 MiB, each answered when there is room for the next. */
  beginUpload(argument: { name: string; bytes: number }): UploadId
  uploadFrame(argument: { upload: UploadId; bytes: Uint8Array }): void
  endUpload(argument: { upload: UploadId }): void
  /** Throws away what was sent, wherever it stands; also done when the page is gone. */
  cancelUpload(argument: { upload: UploadId }): void

  /**
   * Progress comes as `datasetProgress`; can be cancelled. `sample` opens both parts. After a question the same call is made again
   * with all answers so far. Digits of another size than the other part are refused (`does-not-fit`), unless `replacing` closes that.
   */
  openDataset(argument: {
    part: Part
    source: DatasetSource
    answers?: DoubtAnswers
    replacing?: boolean
  }): DatasetOpening
  closeDataset(argument: { part: Part }): Session
  /** All that were ever opened and not deleted, the latest used first. */
  storedDatasets(): DatasetOnDisk[]
  /** Refused while they are open or a job uses them. Their file can be opened again; runs with them can be judged only then. */
  deleteDataset(argument: { dataset: DatasetId }): void
  datasetStatistics(argument: { dataset: DatasetId }): DatasetStatistics
  /** Digits with exactly equal pixels, in and between datasets of one image size; one answer for each dataset. */
  repeatedDigits(argument: { datasets: DatasetId[] }): RepeatedDigits[]
  samplePage(argument: { dataset: DatasetId; filter?: SampleFilter; offset: number; count: number }): SamplePage

  /** May take a second or two where it tries things out; can be cancelled. */
  forecast(argument: { spec: JobSpec }): JobForecast
  startJob(argument: { spec: JobSpec }): JobId
  stopJob(argument: { job: JobId }): void
  /** Removes an ended job from the list. */
  clearJob(argument: { job: JobId }): void
  jobs(): JobSnapshot[]

  runs(): RunSummary[]
  /** What runs take on the disk, with those that cannot be read. */
  storedRuns(): RunOnDisk[]
  renameRun(argument: { run: RunId; name: string }): RunSummary
  deleteRun(argument: { run: RunId }): void
  evaluation(argument: { run: RunId }): Evaluation
  judgement(argument: { run: RunId }): Judgement
  /** null where the model is not linear. */
  coefficients(argument: { run: RunId }): Coefficients | null
  contributions(argument: { run: RunId; pixels: Uint8Array; label: number }): Contributions | null
  /** null where the model's values are no longer one for a pixel. */
  seenDigit(argument: { run: RunId; pixels: Uint8Array }): SeenDigit | null
  /** null where the model has no support vectors. `count`: for and against each. */
  supportLens(argument: {
    run: RunId
    pixels: Uint8Array
    label: number
    against: number
    count: number
  }): SupportLens | null

  /** `pixels`: one digit of the size the models were fitted on. Models of another size are left out. */
  predictDigit(argument: { runs: RunId[]; pixels: Uint8Array }): DigitAnswers
}

export interface AppEvents {
  sessionChanged: Session
  datasetProgress: DatasetProgress
  jobChanged: JobSnapshot
  jobRemoved: { job: JobId }
  runsChanged: RunSummary[]
  settingsChanged: Settings
  ownChanged: OwnSet[]
  /** A process died and was started again. */
  processRestarted: { process: 'data' | 'training'; reason: string }
  /** From a native menu. */
  menuCommand: { command: 'open-train' | 'open-test' | 'show-shortcuts' | 'go'; place?: string }
}
