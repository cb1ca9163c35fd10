import type { Coefficients, Contributions, Evaluation, Judgement } from '#rpc/contract/run.ts'
import { fakeLabel } from './fake-digits.ts'

const rows = 10_000
/** Test rows follow the training rows in the seed. */
const firstTestRow = 60_000

export function fakeEvaluation(): Evaluation {
  const classes = Array.from({ length: 10 }, (_, k) => k)
  const confusion = classes.map((t) => classes.map((p) => (t === p ? 918 : (t * 7 + p * 3) % 17)))
  return {
    run: 'run-1',
    classes,
    confusion,
    accuracy: 0.9178,
    interval: [0.9123, 0.923],
    f1: 0.9174,
    errors: 822,
    perDigit: classes.map((digit) => ({
      digit,
      support: 1000,
      accuracy: 0.97 - digit / 100,
      precision: 0.96 - digit / 120,
      f1: 0.965 - digit / 110,
      meanNegProba: 0.012 + digit / 1000,
      meanPosProba: 0.93 - digit / 50,
    })),
  }
}

/** Nine in ten are right, surely; the others are taken for the next digit, in doubt. */
export function fakeJudgement(): Judgement {
  const labels = Uint8Array.from({ length: rows }, (_, row) => fakeLabel(firstTestRow + row))
  const predicted = labels.map((label, row) => (row % 10 === 0 ? (label + 1) % 10 : label))
  const scores = Float32Array.from({ length: 10 * rows }, (_, at) => {
    const row = Math.floor(at / 10)
    return at % 10 === predicted[row] ? 0.55 + ((row * 7) % 40) / 100 : 0.01
  })
  const classes = Array.from({ length: 10 }, (_, k) => k)
  return {
    run: 'run-1',
    dataset: 'fake-test',
    height: 28,
    width: 28,
    classes,
    labels,
    predicted,
    scores,
    scoreKind: 'probability',
  }
}

export function fakeCoefficients(): Coefficients {
  const selected = Int32Array.from({ length: 522 }, (_, j) => j + 100)
  const models = Array.from({ length: 10 }, (_, label) => ({
    label,
    coef: Float64Array.from(selected, (pixel) => Math.sin(pixel * (label + 1)) / 10),
    intercept: -4,
  }))
  const mean = new Float64Array(522).fill(40)
  return { run: 'run-1', height: 28, width: 28, selected, mean, scale: new Float64Array(522).fill(80), models }
}

export function fakeContributions({ label }: { label: number }): Contributions {
  return {
    label,
    score: 2.5,
    intercept: -0.5,
    values: Float64Array.from({ length: 784 }, (_, pixel) => (pixel === 400 ? 3 : 0)),
    kept: new Uint8Array(784).fill(1),
  }
}
