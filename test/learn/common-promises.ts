import { expect, it } from 'vitest'
import { AppError } from '#learn/app-error.ts'
import type { Fitted } from '#learn/estimator.ts'
import type { Features, PixelFeatures } from '#learn/features.ts'
import { denseFeatures, rowRange, toDense } from '#learn/feature-rows.ts'
import { featuresOf } from '#learn/pipeline/pipeline.ts'
import type { StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { plainContext, type RecordedContext, wasmContext } from '#simd/contexts.ts'
import { readRun, writeRun } from '#store/run-store.ts'
import { exampleModel, exampleSummary } from '../store/example-run.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'

export const builds = ['twin', 'plain', 'relaxed'] as const
export type BuildName = (typeof builds)[number]

/** One memory each; every fit draws from the same seed. */
const contexts: Record<BuildName, RecordedContext> = {
  twin: plainContext(),
  plain: wasmContext({ variant: 'plain' }),
  relaxed: wasmContext({ variant: 'relaxed' }),
}

export function contextOf(build: BuildName): RecordedContext {
  return { ...contexts[build], random: new NumpyRandomState(42) }
}

export interface CommonOptions {
  /** Takes NaN as a missing value. */
  nan?: 'allowed'
  /** Takes whole square images alone. */
  images?: true
  /** Learns nothing of the columns, so that it takes digits of any size afterwards. */
  anyColumns?: true
  /** What it says to a single row. Absent: it is taken. */
  oneRow?: RegExp
  /** What it says to pixels that are the same in every row. Absent: they are taken. */
  constant?: RegExp
}

export interface Promises<F> {
  step: StepSpec
  pixels: PixelFeatures
  build: BuildName
  make(): unknown
  fit(X: Features): F
  /** Fitted on all pixels. */
  whole(): F
  answers(fitted: F, X: Features): Float64Array
}

export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}

/** Of transformers and classifiers alike. */
export function commonPromises<F extends Fitted>(
  { step, pixels, build, make, fit, whole, answers }: Promises<F>,
  options: CommonOptions,
): void {
  const { kind } = step
  const few = rowRange(pixels, 0, 120) as PixelFeatures

  it('does no work before it is fitted', () => {
    expect(make).not.toThrow()
  })

  it('leaves its input and the workspace as they were', () => {
    const before = few.pixels.slice()
    const used = contexts[build].workspace.usedBytes
    answers(fit(few), few)
    expect(few.pixels).toEqual(before)
    expect(contexts[build].workspace.usedBytes).toBe(used)
  })

  it('gives the same when fitted again with the same seed', () => {
    expect(fit(pixels)).toEqual(whole())
  })

  it('is plain data once fitted: read again from the store it answers alike to the bit', async () => {
    const dataFolder = temporaryFolder()
    await writeRun({ dataFolder, summary: exampleSummary(), model: exampleModel({ fitted: whole() }) })
    const { model } = await readRun(dataFolder, 'run-1')
    expect(answers(model.fitted as F, few)).toEqual(answers(whole(), few))
  })

  it('answers a row alone as among others, and no rows with nothing', () => {
    const all = answers(whole(), few)
    const one = answers(whole(), rowRange(few, 0, 1))
    expect(one).toEqual(all.slice(0, one.length))
    expect(answers(whole(), rowRange(few, 0, 0))).toHaveLength(0)
  })

  it('refuses no samples and no columns', () => {
    expect(() => fit(rowRange(pixels, 0, 0))).toThrow(/no samples/)
    expect(() => fit(denseFeatures([[], []]))).toThrow(/without columns/)
  })

  it(options.anyColumns ? 'takes digits of another size' : 'names both numbers when the columns differ', () => {
    const other = featuresOf({ rows: 1, height: 3, width: 3, pixels: new Uint8Array(9), labels: new Uint8Array(1) })
    if (options.anyColumns) expect(answers(whole(), other)).toHaveLength(9)
    else {
      expect(() => answers(whole(), other)).toThrow(`${kind} was fitted on 64 columns, but these digits have 9.`)
    }
  })

  it.each([
    ['a missing value', NaN],
    ['an infinite value', Infinity],
    ['an infinite value below 0', -Infinity],
  ])('refuses %s and says where it is, unless it stands for what is missing', (_what, value) => {
    const spoilt = toDense(few)
    spoilt.values[64 + 1] = value
    const where = value !== value ? /NaN.* row 2, column 2/ : /infinite value in row 2, column 2/
    if (value !== value && options.nan === 'allowed') expect(() => fit(spoilt)).not.toThrow()
    else if (options.images) expect(() => fit(spoilt)).toThrow(AppError)
    else expect(() => fit(spoilt)).toThrow(where)
  })

  it(options.images ? 'refuses numbers that are no images' : 'takes numbers in place of grey levels', () => {
    if (options.images) expect(() => fit(toDense(few))).toThrow(/whole square images/)
    else expect(answers(fit(toDense(few)), few).every(Number.isFinite)).toBe(true)
  })

  it(options.oneRow ? 'says what it lacks with a single row' : 'takes a single row', () => {
    const fitOne = () => fit(rowRange(pixels, 0, 1))
    if (options.oneRow) expect(fitOne).toThrow(options.oneRow)
    else expect(answers(fitOne(), few).every(Number.isFinite)).toBe(true)
  })

  it('takes digits without ink', () => {
    const blank = { ...few, pixels: few.pixels.slice() }
    blank.pixels.fill(0, 0, 30 * 64)
    expect(answers(fit(blank), blank).every(Number.isFinite)).toBe(true)
  })

  it(options.constant ? 'refuses pixels that never vary' : 'takes pixels that never vary', () => {
    const constant = { ...few, pixels: new Uint8Array(few.pixels.length).fill(90) }
    if (options.constant) expect(() => fit(constant)).toThrow(options.constant)
    else expect(answers(fit(constant), few).every(Number.isFinite)).toBe(true)
  })
}
