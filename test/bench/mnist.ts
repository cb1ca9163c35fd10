import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { digitsOfIdx, readIdx } from '#learn/datasets/idx-reader.ts'
import { root } from '../../scripts/root.ts'

/** The files of MNIST in ../shared/mnist, or in the folder that MNIST names. */
export function mnist(part: 'train' | 't10k'): DigitSet {
  const folder = process.env.MNIST ?? join(root, '../shared/mnist')
  const read = (name: string) => gunzipSync(readFileSync(join(folder, `${part}-${name}-ubyte.gz`)))
  const { set } = digitsOfIdx(readIdx(read('images-idx3')), readIdx(read('labels-idx1')))
  return set
}
