import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { type Engine, openEngine } from '#simd/engine.ts'
import type { Routines } from '#learn/routines.ts'
import { hasCode } from '#learn/app-error.ts'

const memberEntry = new URL('../../src-main/processes/training-worker.ts', import.meta.url)
let engine: Engine | null = null
let members: Worker[] = []

function threads(count: number): Engine {
  engine = openEngine({
    threads: count,
    startMember: (data) => void members.push(new Worker(memberEntry, { workerData: data })),
  })
  return engine
}

afterEach(async () => {
  engine?.close()
  await Promise.all(members.map((member) => member.terminate()))
  members = []
  engine = null
})

describe('the thread team', () => {
  it('runs every call once, also more calls than the task list holds', () => {
    const { team, workspace } = threads(3)
    const space = workspace(2 ** 24)
    const x = space.f64(60_000).fill(2)
    const y = space.f64(60_000)
    const calls = Array.from(
      { length: 60_000 },
      (_, i) => [i + 1, x.subarray(i), y.subarray(i), 1] as Parameters<Routines['axpyF64']>,
    )
    team.parallel('axpyF64', calls)
    expect(y.every((value, i) => value === 2 * (i + 1))).toBe(true)
  })

  it('reports a routine that fails on any thread', () => {
    const { team } = threads(2)
    const outside = new Float64Array(4)
    expect(() => team.parallel('axpyF64', [[1, outside, outside, 4]])).toThrow(
      expect.toSatisfy((e: unknown) => hasCode(e, 'internal')),
    )
  })
})
