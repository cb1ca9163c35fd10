import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FitContext } from '#learn/fit-context.ts'
import type { PixelFeatures } from '#learn/features.ts'
import { VarianceThreshold } from '#learn/feature-selection/variance-threshold.ts'
import { StandardScaler } from '#learn/preprocessing/standard-scaler.ts'

export const golden = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../golden', `${name}.json`), 'utf8'))

/** The split of the golden cases. */
export const trainRows = 1347

const digits = golden('data_digits').expected as { X_flat_rowmajor_int: number[]; y: number[] }

export const trainLabels = Uint8Array.from(digits.y.slice(0, trainRows))
export const testLabels = Uint8Array.from(digits.y.slice(trainRows))

/** scikit-learn's 8 x 8 digits after VarianceThreshold(threshold) and StandardScaler, both fitted on the training rows. */
export function scaledDigits(context: FitContext, threshold = 0): { train: PixelFeatures; test: PixelFeatures } {
  const raw = (first: number, end: number): PixelFeatures => ({
    kind: 'pixels',
    rows: end - first,
    columns: 64,
    stride: 64,
    pixels: Uint8Array.from(digits.X_flat_rowmajor_int.slice(first * 64, end * 64)),
    selected: Int32Array.from({ length: 64 }, (_, j) => j),
    rowNorm: null,
    mean: null,
    scale: null,
  })
  const train = raw(0, trainRows)
  const test = raw(trainRows, digits.y.length)
  const mask = new VarianceThreshold({ threshold }).fit(train, null, context)
  const selected = VarianceThreshold.transform(mask, train)
  const scaler = new StandardScaler().fit(selected, null, context)
  const scaled = (X: PixelFeatures) =>
    StandardScaler.transform(scaler, VarianceThreshold.transform(mask, X)) as PixelFeatures
  return { train: scaled(train), test: scaled(test) }
}

/** |actual - expected| <= atol + rtol |expected|, entry by entry. */
export function largestExcess(actual: ArrayLike<number>, expected: number[], rtol = 1e-9, atol = 1e-11): number {
  if (actual.length !== expected.length) return Infinity
  return Math.max(...expected.map((value, j) => Math.abs(actual[j] - value) - atol - rtol * Math.abs(value)))
}
