import { AppError } from '#learn/app-error.ts'
import type { RepeatedDigits } from '#learn/datasets/repeated-digits.ts'
import type { DatasetStatistics, DatasetSummary, Part, SamplePage } from '#rpc/contract/dataset.ts'
import { drawFakeDigit, fakeLabel } from './fake-digits.ts'

export const unrepeated: RepeatedDigits = {
  within: new Uint32Array(),
  across: new Uint32Array(),
  disputed: new Uint32Array(),
}

export const rows = { train: 60_000, test: 10_000 }
/** Test rows follow the training rows in the seed, so both parts differ. */
export const firstRow = { train: 0, test: 60_000 }

export function summaryOf(part: Part): DatasetSummary {
  const classCounts = Array.from({ length: 10 }, () => 0)
  for (let row = 0; row < rows[part]; row++) classCounts[fakeLabel(firstRow[part] + row)]++
  return {
    id: `fake-${part}`,
    name: part === 'train' ? 'mnist_train.csv' : 'mnist_test.csv',
    rows: rows[part],
    height: 28,
    width: 28,
    classCounts,
    unlabelled: 0,
    description: `${rows[part].toLocaleString('en-GB')} images 28 × 28, label first, no header, LF; these are the digits of the MNIST ${part === 'train' ? 'training' : 'test'} set (checksum matches).`,
    knownAs: part === 'train' ? 'MNIST training set' : 'MNIST test set',
    seconds: 0.61,
  }
}

export function statisticsOf(part: Part): DatasetStatistics {
  const sample = 600
  const sum = new Float64Array(784)
  const squares = new Float64Array(784)
  const min = new Uint8Array(784).fill(255)
  const max = new Uint8Array(784)
  const classMeans = new Float64Array(7840)
  const classSquares = new Float64Array(7840)
  const counts = new Float64Array(10)
  const levels = new Uint32Array(11 * 256)
  const digit = new Uint8Array(784)
  for (let row = 0; row < sample; row++) {
    digit.fill(0)
    const label = fakeLabel(firstRow[part] + row)
    drawFakeDigit(firstRow[part] + row, digit, 0)
    counts[label]++
    for (let j = 0; j < 784; j++) {
      levels[label * 256 + digit[j]]++
      sum[j] += digit[j]
      squares[j] += digit[j] ** 2
      classMeans[label * 784 + j] += digit[j]
      classSquares[label * 784 + j] += digit[j] ** 2
      min[j] = Math.min(min[j], digit[j])
      max[j] = Math.max(max[j], digit[j])
    }
  }
  for (let i = 0; i < 7840; i++) classMeans[i] /= counts[Math.floor(i / 784)] || 1
  const mean = sum.map((value) => value / sample)
  return {
    levels,
    mean,
    variance: squares.map((value, j) => value / sample - mean[j] ** 2),
    min,
    max,
    classMeans,
    classVariances: classSquares.map((value, i) => value / (counts[Math.floor(i / 784)] || 1) - classMeans[i] ** 2),
  }
}

export function partOf(dataset: string): Part {
  if (dataset !== 'fake-train' && dataset !== 'fake-test') throw new AppError('not-found', `No dataset ${dataset}.`)
  return dataset === 'fake-train' ? 'train' : 'test'
}

export function pageOf(part: Part, wanted: number[], total: number): SamplePage {
  const pixels = new Uint8Array(wanted.length * 784)
  wanted.forEach((row, index) => drawFakeDigit(firstRow[part] + row, pixels, index * 784))
  return {
    total,
    rows: Uint32Array.from(wanted),
    labels: Uint8Array.from(wanted, (row) => fakeLabel(firstRow[part] + row)),
    pixels,
  }
}
