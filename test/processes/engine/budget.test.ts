import { afterAll, beforeAll, expect, it } from 'vitest'
import { readRun } from '#store/run-store.ts'
import { RealCore } from './real-core.ts'
import { solvers } from './solvers.ts'
import { strokeDigits } from './stroke-digits.ts'

/** What the process itself takes beside its budget. */
const besideMB = 200
const quiet = { signal: new AbortController().signal }

let real: RealCore
let train: string
let test: string

beforeAll(async () => {
  real = await RealCore.start()
  train = await real.store(strokeDigits(4000, 1))
  test = await real.store(strokeDigits(1000, 2))
}, 20_000)
afterAll(() => real.close())

async function fitted(name: string, memoryMB: number) {
  const solver = solvers.find((one) => one.name === name)
  if (solver === undefined) throw new Error(`There is no solver ${name}.`)
  const { pipeline, rows } = solver
  const spec = { name: `${memoryMB} MB`, pipeline, train, test, rows: Math.min(rows, 4000), threads: 2, memoryMB }
  const { job } = await real.end(await real.job(spec))
  expect(job).toMatchObject({ state: 'done' })
  if (job.state !== 'done' || job.run === null) throw new Error('There is no run.')
  // The most so far: every budget is judged before a larger one is given.
  expect(real.trainingPeakMB()).toBeLessThan(memoryMB + besideMB)
  const run = (await real.core.api.runs(undefined, quiet)).find(({ id }) => id === job.run)
  return { run, predicted: (await readRun(real.dataFolder, job.run)).model.testPredicted }
}

/** Of the labels: 0 where memory decides nothing but speed. */
const names = [
  { name: 'SAGA', differing: 0 },
  { name: 'Newton', differing: 0 },
  { name: 'nearest neighbours', differing: 0 },
  { name: 'virtual support vectors', differing: 0.004 },
  // Room for a few hundred of some 3,000 rows that are wanted.
  { name: 'batch SMO', differing: 0.004 },
]

it('fits within 64 MB whatever the solver, and gives the answers that it gives with ample memory', async () => {
  const tight: Awaited<ReturnType<typeof fitted>>[] = []
  for (const { name } of names) tight.push(await fitted(name, 64))
  for (const [k, { name, differing }] of names.entries()) {
    const { predicted } = await fitted(name, 400)
    const others = predicted.filter((label, i) => label !== tight[k].predicted[i]).length
    expect(others / predicted.length, name).toBeLessThanOrEqual(differing)
  }
  expect(tight.at(-1)?.run?.supportVectors?.union).toBeGreaterThan(1000)
}, 120_000)
