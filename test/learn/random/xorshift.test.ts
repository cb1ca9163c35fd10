import { describe, expect, it } from 'vitest'
import { shuffleRows } from '#learn/linear-model/sgd.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { Xorshift } from '#learn/random/xorshift.ts'
import { golden, goldenInput } from '../golden.ts'

const name = 'rng_xorshift_dataset'
const input = goldenInput<{ n: number; saga_random_state: number; shuffle_seed: number }>(name)
const expected = golden<{
  our_rand_r: { seed: number; values: number[] }[]
  sklearn_first_value_for_1608637543: number
  saga_sample_indices: number[]
  sgd_order_per_epoch_same_seed_compounds: number[][]
}>(name)

describe('Xorshift', () => {
  it.each(expected.our_rand_r)('draws the numbers of scikit-learn from seed $seed', ({ seed, values }) => {
    const draw = new Xorshift(seed)
    expect(values.map(() => draw.next())).toEqual(values)
  })

  it('keeps all 32 bits of its state, and draws the rows that SAGA takes with the seed derived from 42', () => {
    const seed = new NumpyRandomState(input.saga_random_state).randint(1, 2 ** 31 - 1)
    expect(new Xorshift(seed).next()).toBe(expected.sklearn_first_value_for_1608637543)
    const draw = new Xorshift(seed)
    expect(expected.saga_sample_indices.map(() => draw.next() % input.n)).toEqual(expected.saga_sample_indices)
  })

  it('takes 1 for a seed of 0, from which it would never move', () => {
    expect(new Xorshift(0).next()).toBe(new Xorshift(1).next())
  })
})

it('shuffles the rows of an epoch as SGD does: the same seed again, on the order of the epoch before', () => {
  const order = Int32Array.from({ length: input.n }, (_, i) => i)
  for (const epoch of expected.sgd_order_per_epoch_same_seed_compounds) {
    shuffleRows(order, input.shuffle_seed)
    expect([...order]).toEqual(epoch)
  }
})
