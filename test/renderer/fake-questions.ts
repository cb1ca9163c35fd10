import type { DatasetQuestion } from '#rpc/contract/dataset.ts'
import { drawFakeDigit } from './fake-digits.ts'

export function orientationQuestion(): DatasetQuestion {
  const upright = new Uint8Array(12 * 784)
  for (let k = 0; k < 12; k++) drawFakeDigit(k, upright, k * 784)
  const turned = upright.map((_, i) => upright[784 * Math.floor(i / 784) + (i % 28) * 28 + (Math.floor(i / 28) % 28)])
  const option = (value: string, label: string, detail: string, pixels: Uint8Array) => ({
    value,
    label,
    detail,
    thumbnails: { count: 12, height: 28, width: 28, pixels },
  })
  return {
    kind: 'orientation',
    name: 'emnist-letters-train.csv',
    sentence: 'Rows and columns of the pictures may be exchanged. Which way is right?',
    options: [
      option('upright', 'As they are', 'Rows of pixels from top to bottom.', turned),
      option('transposed', 'Turned', 'The file has columns in place of rows, as EMNIST does.', upright),
    ],
    suggested: 'transposed',
  }
}

export function memberQuestion(): DatasetQuestion {
  const option = (value: string, detail: string) => ({ value, label: value, detail, thumbnails: null })
  return {
    kind: 'member',
    name: 'mnist-in-csv.zip',
    sentence: 'The archive holds 2 files of digits. Which one?',
    options: [option('mnist_test.csv', '18.3 MB'), option('mnist_train.csv', '109.6 MB')],
    suggested: 'mnist_train.csv',
  }
}
