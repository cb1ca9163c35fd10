import { expect, it } from 'vitest'
import { kernelTypes } from '#learn/svm/svm-routines.ts'
import { wasmContext } from '#simd/contexts.ts'

/** Largest error in units of the last place of float32, over x in [low, high]. */
function worstUlp(type: 'rbf' | 'sigmoid', low: number, high: number, exact: (x: number) => number): number {
  const { workspace, routines } = wasmContext()
  const n = 40_000
  const values = workspace.f32(n)
  const zeros = workspace.f32(n)
  const kernel = workspace.f64(4)
  // rbf: exp(-gamma max(0, 0 + 0 - 2 v)) with gamma = 0.5 is exp(v) for v < 0.
  kernel.set([kernelTypes[type], type === 'rbf' ? 0.5 : 1, 0, 0])
  for (let i = 0; i < n; i++) values[i] = low + ((high - low) * i) / (n - 1)
  const given = values.slice()
  routines.kernelValues(values, n, zeros, zeros, 0, kernel)
  let worst = 0
  for (let i = 0; i < n; i++) {
    const wanted = exact(given[i])
    const ulp = 2 ** Math.max(-149, Math.floor(Math.log2(Math.abs(wanted) || 2 ** -126)) - 23)
    worst = Math.max(worst, Math.abs(values[i] - wanted) / ulp)
  }
  return worst
}

it('knows exp to two units of the last place', () => {
  expect(worstUlp('rbf', -87, 0, Math.exp)).toBeLessThan(2)
})

it('knows tanh to two units of the last place', () => {
  expect(worstUlp('sigmoid', -12, 12, Math.tanh)).toBeLessThan(2)
  expect(worstUlp('sigmoid', -0.7, 0.7, Math.tanh)).toBeLessThan(2)
})
