import { describe, expect, it } from 'vitest'
import type { RoutineName } from '#learn/routines.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { routineNames } from '#simd/load-routines.ts'
import { routineCases } from './routine-cases.ts'

const builds = {
  twin: plainContext(),
  plain: wasmContext({ variant: 'plain' }),
  relaxed: wasmContext({ variant: 'relaxed' }),
}

describe.each(Object.keys(routineCases) as RoutineName[])('%s', (name) => {
  it.each(['plain', 'relaxed'] as const)('gives in the %s build what the twin gives', (variant) => {
    const { run, tolerance } = routineCases[name]
    const expected = run(builds.twin)
    const actual = run(builds[variant])
    expect(actual.length).toBe(expected.length)
    for (let i = 0; i < expected.length; i++) {
      const allowed = tolerance * Math.max(1, Math.abs(expected[i]))
      if (!(Math.abs(actual[i] - expected[i]) <= allowed))
        expect.fail(`value ${i}: ${actual[i]}, the twin has ${expected[i]}`)
    }
  })
})

it('covers every routine', () => {
  expect(Object.keys(routineCases).sort()).toEqual(routineNames)
})
