/** sha256, as DESIGN fixes it: of rows, height, width (u32 little-endian), labels, pixels. */
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
  /** Time it took to open, in seconds. */
  seconds: number
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
export type DatasetSource = { kind: 'sample' } | { kind: 'file'; file: FileId } | { kind: 'upload'; upload: UploadId }

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
