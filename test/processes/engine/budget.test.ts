import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RunSummary } from '#rpc/contract/run.ts'
import { RealCore } from './real-core.ts'
import { solvers } from './solvers.ts'
import { strokeDigits } from './stroke-digits.ts'

const rows = 4000
/** What the process itself takes beside its budget. */
const besideMB = 200

let real: RealCore
let train: string
let test: string

beforeAll(async () => {
  real = await RealCore.start()
  train = await real.store(strokeDigits(rows, 1))
  test = await real.store(strokeDigits(1000, 2))
}, 20_000)
afterAll(() => real.close())

async function fitted(memoryMB: number): Promise<RunSummary> {
  const { pipeline } = solvers.find(({ name }) => name === 'batch SMO') ?? solvers[0]
  const { job } = await real.end(
    await real.job({ name: `${memoryMB} MB`, pipeline, train, test, rows, threads: 2, memoryMB }),
  )
  expect(job).toMatchObject({ state: 'done' })
  const runs = await real.core.api.runs(undefined, { signal: new AbortController().signal })
  const run = runs.find(({ id }) => job.state === 'done' && id === job.run)
  if (run === undefined) throw new Error('The run is not listed.')
  return run
}

it('gives the same answers where rows have to go for lack of memory, and takes no more than it was given', async () => {
  // Room for a few hundred of some 3,000 rows that are wanted.
  const tight = await fitted(64)
  expect(real.trainingPeakMB()).toBeLessThan(64 + besideMB)
  const ample = await fitted(400)
  expect(real.trainingPeakMB()).toBeLessThan(400 + besideMB)
  expect(Math.abs((tight.accuracy ?? 0) - (ample.accuracy ?? 1))).toBeLessThanOrEqual(0.004)
  expect(tight.supportVectors?.union).toBeGreaterThan(1000)
}, 60_000)
