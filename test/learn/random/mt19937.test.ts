import { describe, expect, it } from 'vitest'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { golden } from '../golden.ts'

interface Stream {
  seed: number
  uint32: number[]
  randint_1_to_2p31m1: number[]
  randint_2p31m1: number[]
  randint_60000_size12: number[]
  randint_10_size12: number[]
  random_sample: number[]
  permutation10: number[]
  sgd_dataset_seed_then_shuffle_seed: number[]
}

const { streams } = golden<{ streams: Stream[] }>('rng_numpy_mt19937')
const most = 2 ** 31 - 1

describe.each(streams)('RandomState($seed)', (stream) => {
  const draw = <T>(count: number, next: (random: NumpyRandomState) => T): T[] => {
    const random = new NumpyRandomState(stream.seed)
    return Array.from({ length: count }, () => next(random))
  }

  it('gives the words of numpy', () => {
    expect(draw(8, (random) => random.uint32())).toEqual(stream.uint32)
  })

  it('gives the integers of numpy', () => {
    expect(draw(5, (random) => random.randint(1, most))).toEqual(stream.randint_1_to_2p31m1)
    expect(draw(5, (random) => random.randint(0, most))).toEqual(stream.randint_2p31m1)
    expect(draw(12, (random) => random.randint(0, 60_000))).toEqual(stream.randint_60000_size12)
    expect(draw(12, (random) => random.randint(0, 10))).toEqual(stream.randint_10_size12)
  })

  it('gives the fractions and the permutation of numpy', () => {
    expect(draw(4, (random) => random.random())).toEqual(stream.random_sample)
    expect([...new NumpyRandomState(stream.seed).permutation(10)]).toEqual(stream.permutation10)
  })

  it('draws the two seeds of SGD one after the other', () => {
    const random = new NumpyRandomState(stream.seed)
    expect([random.randint(1, most), random.randint(0, most)]).toEqual(stream.sgd_dataset_seed_then_shuffle_seed)
  })
})

it('draws nothing for a range of one', () => {
  const random = new NumpyRandomState(42)
  expect(random.randint(7, 8)).toBe(7)
  expect(random.uint32()).toBe(new NumpyRandomState(42).uint32())
})
