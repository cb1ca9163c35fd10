import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { digitsOfIdx, readIdx } from '#learn/datasets/idx-reader.ts'
import { root } from '../scripts/root.ts'

type Part = 'train' | 't10k'

/** The IDX files of MNIST lie in ../shared/mnist, or in the folder that the variable MNIST names. */
const folder = process.env.MNIST ?? join(root, '../shared/mnist')

export const hasMnist = existsSync(folder)

/** For the title of a test that is skipped without them. */
export const needsMnist = '(needs ../shared/mnist)'

export function mnistFile(part: Part, what: 'images-idx3' | 'labels-idx1' = 'images-idx3'): string {
  return join(folder, `${part}-${what}-ubyte.gz`)
}

export function mnist(part: Part): DigitSet {
  const read = (what: 'images-idx3' | 'labels-idx1') => readIdx(gunzipSync(readFileSync(mnistFile(part, what))))
  return digitsOfIdx(read('images-idx3'), read('labels-idx1')).set
}
