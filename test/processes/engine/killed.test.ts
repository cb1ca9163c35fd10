import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { JobSpec } from '#rpc/contract/job.ts'
import { listRuns } from '#store/run-store.ts'
import { RealCore } from './real-core.ts'
import { solvers } from './solvers.ts'
import { strokeDigits } from './stroke-digits.ts'

let real: RealCore
let long: JobSpec
let short: JobSpec

beforeEach(async () => {
  real = await RealCore.start()
  const train = await real.store(strokeDigits(3000, 1))
  const test = await real.store(strokeDigits(200, 2))
  const { pipeline } = solvers.find(({ name }) => name === 'batch SMO') ?? solvers[0]
  long = { name: 'long', pipeline, train, test, threads: 2, memoryMB: 256 }
  short = { ...long, name: 'short', rows: 200 }
})
afterEach(() => real.close())

const failed = {
  state: 'failed',
  error: {
    code: 'disconnected',
    message: 'The training process ended in mid-work, so what this job had learnt is lost.',
    hint: 'A new training process was started; train again. If it happens again, lower the memory budget.',
  },
}

it('reports a job whose process was killed in mid-fit, and goes on with a new process', async () => {
  // Old enough not to be thought dead at birth.
  await real.end(await real.job(short))
  await new Promise((passed) => setTimeout(passed, 2000))
  const [first, second] = [await real.job(long), await real.job(short)]
  await real.when(first, (job) => job.state === 'running' && job.progress.phase === 'fitting')
  real.killTraining()
  expect((await real.end(first)).job).toMatchObject(failed)
  expect((await real.end(second)).job).toMatchObject({ state: 'done' })
  const { runs, unreadable } = await listRuns(real.dataFolder)
  expect([runs.map(({ name }) => name), unreadable]).toEqual([['short', 'short'], []])
  expect(readdirSync(join(real.dataFolder, 'runs'))).toHaveLength(2)
})

it('keeps the jobs that wait while a process that died young is started again', async () => {
  const [first, second, third] = [await real.job(long), await real.job(short), await real.job(short)]
  await real.when(first, (job) => job.state === 'running' && job.progress.phase === 'fitting')
  real.killTraining()
  expect((await real.end(first)).job).toMatchObject(failed)
  expect((await real.end(second)).job).toMatchObject({ state: 'done' })
  expect((await real.end(third)).job).toMatchObject({ state: 'done' })
})
