import * as v from 'valibot'
import { AppError } from '#learn/app-error.ts'
import type { StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import type { AppApi } from '#rpc/contract/app-api.ts'
import type { CallContext, Handlers } from '#rpc/contract/remote.ts'
import {
  hasInk,
  inkFields,
  namesEachPointer,
  noInk,
  onePointerAStroke,
  ownDigitSchema,
} from '#store/own-digit-schema.ts'
import { maskName, savedMask, theme } from '#store/settings-file.ts'

const text = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most))
const id = text(100)
const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))
const label = count(255)
const part = v.picklist(['train', 'test'])
const bytes = (most: number) =>
  v.pipe(
    v.instance(Uint8Array),
    v.check(({ length }) => length <= most, `more than ${most} bytes`),
  )
const pixelsOfADigit = 512 * 512
/** Digits a page may ask for at once. */
const mostDigits = 2000

const paramValue = v.union([v.number(), v.string(), v.boolean(), v.null(), v.array(v.number())])
const step: v.GenericSchema<unknown, StepSpec> = v.object({
  kind: text(100),
  params: v.record(v.string(), paramValue),
  estimator: v.optional(v.lazy(() => step)),
})
const jobSpec = v.object({
  name: text(200),
  pipeline: v.object({
    steps: v.pipe(v.array(step), v.minLength(1), v.maxLength(20)),
    positive: v.optional(v.pipe(v.array(label), v.minLength(1))),
    seed: count(2 ** 32 - 1),
  }),
  train: id,
  rows: v.optional(v.pipe(count(2 ** 31), v.minValue(1))),
  own: v.optional(v.array(text(200))),
  from: v.optional(id),
  test: id,
  threads: v.optional(v.pipe(count(256), v.minValue(1))),
  memoryMB: v.optional(v.pipe(count(1 << 20), v.minValue(1))),
})
const source = v.variant('kind', [
  v.object({ kind: v.literal('sample') }),
  v.object({ kind: v.literal('file'), file: id }),
  v.object({ kind: v.literal('upload'), upload: id, labels: v.optional(id) }),
])
const answer = v.optional(text(2000))
const answers = v.object({ member: answer, ink: answer, orientation: answer })
const sampleFilter = v.object({
  labels: v.optional(v.array(label)),
  rows: v.optional(v.instance(Uint32Array)),
})
const page = { offset: count(2 ** 31), count: count(mostDigits) }
const nothing = v.unknown()

const pictureSource = v.variant('kind', [
  v.object({ kind: v.literal('file'), file: id }),
  v.object({ kind: v.literal('upload'), upload: id, labels: v.optional(id) }),
])
/** The pad asks every model at every stroke. */
const runList = v.pipe(v.array(id), v.maxLength(10_000))
const digitLabel = count(9)
/** A tablet gives 240 points a second; nobody writes a digit for minutes. */
const strokes = v.pipe(
  inkFields.strokes,
  v.check((lists) => lists.reduce((sum, list) => sum + list.length, 0) <= 100_000, 'more than 100000 points'),
)
const oneDigit = v.pipe(
  v.instance(Uint8Array),
  v.check(({ length }) => length === 784, 'not 28 x 28 pixels'),
)

/** The page is not trusted: what it sends is checked here, call by call, before anything is done with it. */
const argumentsOf: Record<keyof AppApi, v.GenericSchema> = {
  describe: nothing,
  session: nothing,
  settings: nothing,
  saveSettings: v.object({
    change: v.object({
      theme: v.exactOptional(theme),
      leftHanded: v.exactOptional(v.boolean()),
      digitsOnPaper: v.exactOptional(v.boolean()),
      keepMask: v.exactOptional(savedMask),
      deleteMask: v.exactOptional(maskName),
    }),
  }),
  pickFile: v.object({ part }),
  listFolder: v.object({ folder: v.optional(id) }),
  recentFiles: nothing,
  forgetRecentFile: v.object({ file: id }),
  beginUpload: v.object({ name: text(1000), bytes: count(2 ** 40) }),
  uploadFrame: v.object({ upload: id, bytes: bytes(1 << 20) }),
  endUpload: v.object({ upload: id }),
  cancelUpload: v.object({ upload: id }),
  openDataset: v.object({ part, source, answers: v.optional(answers), replacing: v.optional(v.boolean()) }),
  closeDataset: v.object({ part }),
  storedDatasets: nothing,
  deleteDataset: v.object({ dataset: id }),
  datasetStatistics: v.object({ dataset: id }),
  // A training set and a test set.
  repeatedDigits: v.object({ datasets: v.pipe(v.array(id), v.minLength(1), v.maxLength(2)) }),
  samplePage: v.object({ dataset: id, filter: v.optional(sampleFilter), ...page }),
  forecast: v.object({ spec: jobSpec }),
  startJob: v.object({ spec: jobSpec }),
  stopJob: v.object({ job: id }),
  clearJob: v.object({ job: id }),
  jobs: nothing,
  runs: nothing,
  storedRuns: nothing,
  renameRun: v.object({ run: id, name: text(200) }),
  deleteRun: v.object({ run: id }),
  evaluation: v.object({ run: id }),
  judgement: v.object({ run: id }),
  coefficients: v.object({ run: id }),
  contributions: v.object({ run: id, pixels: bytes(pixelsOfADigit), label }),
  seenDigit: v.object({ run: id, pixels: bytes(pixelsOfADigit) }),
  supportLens: v.object({ run: id, pixels: bytes(pixelsOfADigit), label, against: label, count: count(100) }),
  ownSets: nothing,
  ownDigits: v.object({ set: id }),
  keepOwnDigit: v.pipe(
    v.object({
      ...inkFields,
      set: id,
      id: v.exactOptional(id),
      label: digitLabel,
      writer: v.exactOptional(text(100)),
      strokes,
      pixels: v.exactOptional(oneDigit),
    }),
    v.check((digit) => hasInk(digit), noInk),
    v.check((digit) => namesEachPointer(digit), onePointerAStroke),
  ),
  relabelOwnDigit: v.object({ set: id, id, label: digitLabel }),
  deleteOwnDigit: v.object({ set: id, id }),
  restoreOwnDigit: v.object({ set: id, digit: ownDigitSchema }),
  importOwnDigits: v.object({ set: id, source: pictureSource }),
  exportOwnDigits: v.object({ set: id, format: v.picklist(['csv', 'idx', 'json']) }),
  ownAccuracy: v.object({ set: id, runs: runList }),
  readPicture: v.object({ source: pictureSource, whole: v.exactOptional(v.boolean()) }),
  predictDigit: v.object({ runs: runList, pixels: bytes(pixelsOfADigit) }),
}

/** The same calls, each refusing an argument that cannot be right. */
export function guardArguments(handlers: Handlers<AppApi>): Handlers<AppApi> {
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    const schema = argumentsOf[name as keyof AppApi]
    const call = handler as (argument: unknown, context: CallContext) => unknown
    return [name, (argument: unknown, context: CallContext) => call(checked(name, schema, argument), context)]
  })
  return Object.fromEntries(guarded) as Handlers<AppApi>
}

function checked(name: string, schema: v.GenericSchema, argument: unknown): unknown {
  const read = v.safeParse(schema, argument)
  if (read.success) return read.output
  const [issue] = read.issues
  const where = v.getDotPath(issue)
  throw new AppError(
    'invalid-argument',
    `Invalid argument for "${name}": ${where === null ? '' : `${where}: `}${issue.message}.`,
  )
}
