/** sha256 of rows, height, width (u32 little-endian), labels, pixels. */
export type DatasetId = string
export type Part = 'train' | 'test'

export interface DatasetSummary {
  id: DatasetId
  /** What a person calls it: the file name, or "Sample digits". */
  name: string
  rows: number
  height: number
  width: number
  /** Entry k: digits labelled k. */
  classCounts: number[]
  unlabelled: number
  /** One sentence: what the file was taken for. */
  description: string
  /** Named when the decoded pixels are those of a well-known set: "MNIST training set". */
  knownAs: string | null
  /** Where the labels of the file are names: what class k is called, "" for none. */
  classNames?: string[]
  /** Time it took to open, in seconds. */
  seconds: number
}

/** Digits in the data folder, and what they take on the disk. */
export interface DatasetOnDisk {
  dataset: DatasetId
  name: string
  rows: number
  bytes: number
  /** Milliseconds since 1970. */
  lastUsed: number
  open: boolean
  /** Runs that were trained or judged on them. */
  runs: number
  /** A sentence when they cannot be read. */
  problem: string | null
}

/** What may be open to doubt about a file: which one in an archive, which colour is ink, how the pictures lie. */
export type DoubtKind = 'member' | 'ink' | 'orientation'

/** Answers to doubts, each the value of an option. */
export type DoubtAnswers = Partial<Record<DoubtKind, string>>

export interface Thumbnails {
  count: number
  height: number
  width: number
  /** count x (height x width) */
  pixels: Uint8Array
}

export interface DoubtOption {
  value: string
  label: string
  detail: string
  /** The first digits of the file, taken this way. */
  thumbnails: Thumbnails | null
}

/** The one thing that the file itself does not tell. */
export interface DatasetQuestion {
  kind: DoubtKind
  /** The file it is about. */
  name: string
  sentence: string
  options: DoubtOption[]
  /** The value of the option that is the likeliest. */
  suggested: string
}

export interface DatasetStatistics {
  /** Per pixel over all rows, grey levels 0 to 255 (variance: squared). Length height x width. */
  mean: Float64Array
  variance: Float64Array
  min: Uint8Array
  max: Uint8Array
  /** Class by class, classes x pixels. */
  classMeans: Float64Array
  /** As `variance`, over the rows of one class; classes x pixels. */
  classVariances: Float64Array
  /** Pixels by grey level, 0 to 255, class by class; after the last class those of digits without a label. */
  levels: Uint32Array
}

/** Some rows of a dataset, with their pixels. */
export interface SamplePage {
  /** Rows that match the filter in all. */
  total: number
  rows: Uint32Array
  labels: Uint8Array
  /** rows x (height x width) */
  pixels: Uint8Array
}

export interface SampleFilter {
  /** Keep these labels only. */
  labels?: number[]
  /** Keep these rows only, in this order. */
  rows?: Uint32Array
}

/** Where the digits come from. Files are ids handed out by the core, never paths. */
export type DatasetSource = { kind: 'sample' } | { kind: 'file'; file: FileId } | DatasetUpload

/** `labels`: the other file of an IDX pair, where pictures and labels came as two. */
export interface DatasetUpload {
  kind: 'upload'
  upload: UploadId
  labels?: UploadId
}

export type FileId = string
export type UploadId = string

export interface FileEntry {
  id: FileId
  name: string
  kind: 'file' | 'folder'
  bytes: number
  modified: number
}

export interface FolderListing {
  /** Shown to the person, for orientation only. */
  path: string
  parent: FileId | null
  entries: FileEntry[]
}

export interface RecentFile {
  id: FileId
  name: string
  /** The folder, shortened for people. */
  location: string
  opened: number
  part: Part
}

export interface DatasetProgress {
  part: Part
  phase: 'reading' | 'checking' | 'drawing' | 'storing'
  /** 0 to 1 */
  fraction: number
  rows: number
}
