import { describe, expect, it } from 'vitest'
import { Lbfgs } from '#learn/linear-model/lbfgs.ts'

type Objective = (x: Float64Array) => [number, number[]]

const rosenbrock: Objective = ([x, y]) => [
  (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
]
const exact = { memory: 10, gradientTolerance: 1e-9, decreaseTolerance: 0, maxIterations: 200 }

function minimise(objective: Objective, start: number[], options = exact) {
  const minimiser = new Lbfgs(Float64Array.from(start), options)
  let evaluations = 0
  while (minimiser.status === 'running') {
    const [value, gradient] = objective(minimiser.point)
    minimiser.tell(value, Float64Array.from(gradient))
    evaluations++
  }
  return { minimiser, evaluations }
}

describe('Lbfgs', () => {
  it('finds the bottom of the Rosenbrock valley in about as many steps as scipy', () => {
    const { minimiser, evaluations } = minimise(rosenbrock, [-1.2, 1])
    expect(minimiser.status).toBe('converged')
    expect(minimiser.x[0]).toBeCloseTo(1, 8)
    expect(minimiser.x[1]).toBeCloseTo(1, 8)
    expect(minimiser.iterations).toBeLessThan(50)
    expect(evaluations).toBeLessThan(70)
  })

  it('is done at once where the gradient vanishes', () => {
    const { minimiser, evaluations } = minimise(rosenbrock, [1, 1])
    expect([minimiser.status, minimiser.iterations, evaluations]).toEqual(['converged', 0, 1])
  })

  it('stops at its limit and keeps the best point', () => {
    const { minimiser } = minimise(rosenbrock, [-1.2, 1], { ...exact, maxIterations: 3 })
    expect([minimiser.status, minimiser.iterations]).toEqual(['limit', 3])
    expect(rosenbrock(minimiser.x)[0]).toBe(minimiser.value)
    expect(minimiser.value).toBeLessThan(rosenbrock(Float64Array.of(-1.2, 1))[0])
  })

  it('stops when a step hardly lowers the value', () => {
    const { minimiser } = minimise(rosenbrock, [-1.2, 1], { ...exact, decreaseTolerance: 1e-3 })
    expect(minimiser.status).toBe('converged')
    expect(Math.abs(minimiser.x[0] - 1)).toBeGreaterThan(1e-9)
  })

  it('gives up where no step helps', () => {
    const { minimiser } = minimise(([x]) => [x, [-1]], [0])
    expect(minimiser.status).toBe('stuck')
    expect(minimiser.x[0]).toBe(0)
  })
})
