import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import type { JobSnapshot, JobSpec } from '#rpc/contract/job.ts'
import { RealCore, type Told } from './real-core.ts'
import { solvers } from './solvers.ts'
import { strokeDigits } from './stroke-digits.ts'

const cancelsEach = 2
/** Promised are 200 ms; a machine that has other work besides gets three times as much, but not for half of the cases. */
const mostMs = 600
const medianMs = 200
/** Of the moments at which jobs are cancelled. */
const seed = 7
const random = new NumpyRandomState(seed)

let real: RealCore
let train: string
let test: string
const latencies: number[] = []
/** When half of the work was told to be done, as a share of the time. */
const halves: number[] = []

beforeAll(async () => {
  real = await RealCore.start()
  train = await real.store(strokeDigits(6000, 1))
  test = await real.store(strokeDigits(2000, 2))
  await finished(job({ rows: 200, pipeline: solvers[0].pipeline }))
}, 30_000)
afterAll(() => real.close())

const job = (changes: Partial<JobSpec>): JobSpec => ({
  name: 'strokes',
  pipeline: solvers[0].pipeline,
  train,
  test,
  threads: 2,
  memoryMB: 400,
  ...changes,
})

async function finished(spec: JobSpec): Promise<Told> {
  const end = await real.end(await real.job(spec))
  expect(end.job).toMatchObject({ state: 'done' })
  return end
}

const fractionOf = (job: JobSnapshot) => (job.state === 'running' ? job.progress.fraction : 0)

describe.each(solvers)('a job of $name', ({ rows, pipeline }) => {
  let seconds = 0

  it('tells progress that never falls, and half of it about half-way', async () => {
    const end = await finished(job({ rows, pipeline }))
    const told = real.told.filter(({ job }) => job.id === end.job.id && job.state === 'running')
    const started = told[0].at
    seconds = (end.at - started) / 1000
    const fractions = told.map(({ job }) => fractionOf(job))
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    // Reports come ten times a second: the half was passed between two of them.
    const after = told.findIndex(({ job }) => fractionOf(job) >= 0.5)
    const shareAt = (k: number) => (told.at(k) ?? end).at - started
    const [earliest, latest] = [after <= 0 ? 0 : shareAt(after - 1), after < 0 ? end.at - started : shareAt(after)]
    // Promised are a quarter and three quarters; the job also waits for other work here, so that this is asked of most jobs (below).
    expect(latest / (end.at - started)).toBeGreaterThan(0.15)
    expect(earliest / (end.at - started)).toBeLessThan(0.85)
    halves.push((earliest + latest) / 2 / (end.at - started))
  })

  it('ends soon when it is cancelled at any moment, and the next job runs', async () => {
    for (let i = 0; i < cancelsEach; i++) {
      const id = await real.job(job({ rows, pipeline }))
      const moment = random.random() * 0.9 * seconds * 1000
      await new Promise((passed) => setTimeout(passed, moment))
      const asked = performance.now()
      await real.stop(id)
      const end = await real.end(id)
      if (end.at < asked) continue
      const { state } = end.job
      // It may have had its answers already.
      expect(['stopped', 'done']).toContain(state)
      expect(
        end.at - asked,
        `cancelled after ${moment.toFixed()} of ${(seconds * 1000).toFixed()} ms, seed ${seed}`,
      ).toBeLessThan(mostMs)
      latencies.push(end.at - asked)
    }
    await finished(job({ rows: 200 }))
  })
})

it('tells half of the work between a quarter and three quarters of the time, for most jobs', () => {
  const inside = halves.filter((share) => share > 0.25 && share < 0.75)
  expect(halves.length).toBe(solvers.length)
  expect(inside.length).toBeGreaterThanOrEqual(0.7 * halves.length)
})

it('ends within 200 ms of the word in most cases', () => {
  const sorted = latencies.toSorted((a, b) => a - b)
  expect(sorted.length).toBeGreaterThan(solvers.length)
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(medianMs)
})

it('has left nothing half-written among the runs', async () => {
  const folder = join(real.dataFolder, 'runs')
  const listed = (await real.core.api.runs(undefined, { signal: new AbortController().signal })).map(({ id }) => id)
  expect(readdirSync(folder).sort()).toEqual(listed.sort())
  for (const id of listed)
    for (const file of ['run.json', 'model.bin']) expect(existsSync(join(folder, id, file))).toBe(true)
})
