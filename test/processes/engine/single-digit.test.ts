import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JobSpec } from '#rpc/contract/job.ts'
import { writeRun } from '#store/run-store.ts'
import { exampleSummary } from '../../store/example-run.ts'
import { answerTimes, percentile } from './answer-times.ts'
import { madeMachine } from './made-machine.ts'
import { RealCore } from './real-core.ts'
import { solvers } from './solvers.ts'
import { strokeDigits } from './stroke-digits.ts'

/** Promised are 1 and 15 ms; a machine with other work besides gets three times as much. */
const mostMs = { linear: 3, kernel: 45 }
const support = strokeDigits(32_000, 3)
const asked = strokeDigits(30, 4)
const digits = Array.from({ length: asked.rows }, (_, i) => asked.pixels.slice(i * 784, (i + 1) * 784))

let real: RealCore
let training: JobSpec
let linear: string

beforeAll(async () => {
  real = await RealCore.start()
  const train = await real.store(support)
  const test = await real.store(asked)
  const pipelineOf = (wanted: string) => (solvers.find(({ name }) => name === wanted) ?? solvers[0]).pipeline
  training = { name: 'strokes', pipeline: pipelineOf('batch SMO'), train, test, memoryMB: 800 }
  const { job } = await real.end(await real.job({ ...training, pipeline: pipelineOf('L-BFGS'), rows: 500 }))
  linear = job.state === 'done' ? (job.run ?? '') : ''
  const fitted = madeMachine(support)
  const model = { spec: fitted.spec, fitted, height: 28, width: 28, testScoreKind: 'margin' as const }
  const summary = exampleSummary({ id: 'machine' })
  await writeRun({
    dataFolder: real.dataFolder,
    summary,
    model: { ...model, testPredicted: new Uint8Array(0), testScores: new Float32Array(0) },
  })
}, 30_000)
afterAll(() => real.close())

const medians = async () => ({
  linear: percentile((await answerTimes(real, linear, digits)).model, 50),
  kernel: percentile((await answerTimes(real, 'machine', digits)).model, 50),
})

describe('a single digit', () => {
  it('is answered soon, by a linear model and by a kernel machine with 32,000 support vectors', async () => {
    const { linear, kernel } = await medians()
    expect(linear).toBeLessThan(mostMs.linear)
    expect(kernel).toBeLessThan(mostMs.kernel)
  })

  it('is answered as soon while all cores train', async () => {
    const job = await real.job(training)
    await real.when(job, (told) => told.state === 'running' && told.progress.phase === 'fitting')
    const { linear, kernel } = await medians()
    expect((await real.core.api.jobs(undefined, { signal: new AbortController().signal })).at(-1)?.state).toBe(
      'running',
    )
    expect(linear).toBeLessThan(mostMs.linear)
    expect(kernel).toBeLessThan(mostMs.kernel)
    await real.stop(job)
    await real.end(job)
  })
})
