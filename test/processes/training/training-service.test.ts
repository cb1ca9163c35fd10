import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { featuresOf, predict } from '#learn/pipeline/pipeline.ts'
import type { FittedPipeline } from '#learn/pipeline/pipeline.ts'
import type { PipelineSpec } from '#learn/pipeline/pipeline-spec.ts'
import { createTrainingService } from '#processes/training/training-service.ts'
import type { JobProgress, JobSpec } from '#rpc/contract/job.ts'
import { plainContext } from '#simd/contexts.ts'
import { writeDataset } from '#store/dataset-store.ts'
import { readRun } from '#store/run-store.ts'
import { barDigits } from './bar-digits.ts'

const leaderFile = join(import.meta.dirname, '../../../src-main/processes/training-leader.ts')
const test = barDigits(200, 2)
let dataFolder: string
let train: string
let large: string
let testId: string
let progress: JobProgress[] = []

const logistic = (params: Record<string, number>): PipelineSpec => ({
  steps: [
    { kind: 'VarianceThreshold', params: { threshold: 0 } },
    { kind: 'StandardScaler', params: {} },
    { kind: 'OneVsRestClassifier', params: {}, estimator: { kind: 'LogisticRegression', params } },
  ],
  seed: 42,
})

const service = () =>
  createTrainingService({ dataFolder, leaderFile, emit: (_name, value) => void progress.push(value.progress) })

const job = (changes: Partial<JobSpec> = {}): JobSpec => ({
  name: 'bars',
  pipeline: logistic({}),
  train,
  test: testId,
  threads: 2,
  memoryMB: 256,
  ...changes,
})

const quiet = { signal: new AbortController().signal }

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'digit-workbench-'))
  const store = async (set: ReturnType<typeof barDigits>) =>
    (await writeDataset({ dataFolder, set, name: 'bars', description: 'bars' })).id
  train = await store(barDigits(600, 1))
  large = await store(barDigits(30_000, 3))
  testId = await store(test)
})

afterAll(() => rmSync(dataFolder, { recursive: true, force: true }))
afterEach(() => void (progress = []))

describe('the training process', () => {
  it('fits, judges and writes a run that predicts the same when it is read again', async () => {
    const { summary, stopped } = await service().fit({ job: 'j1', run: 'r1', spec: job() }, quiet)
    expect(stopped).toBe(false)
    expect(summary).toMatchObject({ id: 'r1', complete: true, trainRows: 600, testRows: 200, threads: 2 })
    expect(summary?.accuracy).toBeGreaterThan(0.9)
    expect(summary?.iterations).toHaveLength(10)

    const { model } = await readRun(dataFolder, 'r1')
    const answers = predict(model.fitted as FittedPipeline, featuresOf(test), plainContext())
    expect(answers).toEqual(model.testPredicted)
    expect(model.testScores).toHaveLength(2000)
    expect(model.testScoreKind).toBe('probability')
  })

  it('uses the first rows alone when told so, and tells zero from the rest', async () => {
    const pipeline = { ...logistic({}), positive: [0] }
    const { summary } = await service().fit({ job: 'j2', run: 'r2', spec: job({ pipeline, rows: 100 }) }, quiet)
    expect(summary).toMatchObject({ trainRows: 100, iterations: [expect.any(Number)] })
    const { model } = await readRun(dataFolder, 'r2')
    expect((model.fitted as FittedPipeline).classes).toEqual([0, 1])
    expect(model.testScores).toHaveLength(400)
  })

  it('continues from a run that did not settle, and refuses one of another pipeline', async () => {
    const training = service()
    const short = job({ pipeline: logistic({ maxIter: 2 }) })
    const { summary: first } = await training.fit({ job: 'g1', run: 'g1', spec: short }, quiet)
    expect(first).toMatchObject({ converged: false })
    const longer = { ...short, pipeline: logistic({ maxIter: 500 }), from: 'g1' }
    const { summary: second } = await training.fit({ job: 'g2', run: 'g2', spec: longer }, quiet)
    expect(second).toMatchObject({ converged: true, spec: { from: 'g1' } })
    expect(second?.fitSeconds).toBeGreaterThan(first?.fitSeconds ?? Infinity)
    expect(Math.min(...(second?.iterations ?? []))).toBeGreaterThan(2)
    const other = { ...longer, pipeline: logistic({ C: 3 }) }
    await expect(training.fit({ job: 'g3', run: 'g3', spec: other }, quiet)).rejects.toThrow(/cannot continue from/)
  })

  it('keeps what was learnt when it is stopped, soon after the word', async () => {
    const training = service()
    const pipeline = logistic({ tol: 1e-300, maxIter: 100_000, C: 1e6 })
    const fitting = training.fit({ job: 'j3', run: 'r3', spec: job({ pipeline, train: large }) }, quiet)
    while (!progress.some(({ objective }) => objective !== null)) await new Promise((next) => setTimeout(next, 20))
    await new Promise((next) => setTimeout(next, 300))
    const asked = performance.now()
    await training.stop({ job: 'j3' }, quiet)
    const { summary, stopped } = await fitting
    expect(performance.now() - asked).toBeLessThan(1000)
    expect(stopped).toBe(true)
    expect(summary).toMatchObject({ complete: false, converged: false })
    expect(summary?.accuracy).toBeGreaterThan(0.5)
  })

  it('is stopped by a word that comes while trial fits are still ending', async () => {
    const training = service()
    const pipeline = logistic({ tol: 1e-300, maxIter: 100_000, C: 1e6 })
    const spec = job({ pipeline, train: large })
    const trial = Promise.resolve(training.forecast({ spec }, quiet))
    const fitting = training.fit({ job: 'j10', run: 'r10', spec }, quiet)
    await training.stop({ job: 'j10' }, quiet)
    await expect(fitting).resolves.toEqual({ summary: null, stopped: true })
    await trial
  })

  it('tells progress that never falls', async () => {
    await service().fit({ job: 'j4', run: 'r4', spec: job({ train: large }) }, quiet)
    const fractions = progress.map(({ fraction }) => fraction)
    expect(fractions.length).toBeGreaterThan(1)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  })

  it('fits again on the same threads, also after a failure', async () => {
    const training = service()
    const tight = job({ train: large, memoryMB: 64, rows: 30_000, pipeline: logistic({}) })
    await training.fit({ job: 'j5', run: 'r5', spec: tight }, quiet)
    const unknown = job({ train: 'f'.repeat(64) })
    await expect(training.fit({ job: 'j6', run: 'r6', spec: unknown }, quiet)).rejects.toMatchObject({
      code: 'not-found',
    })
    const { summary } = await training.fit({ job: 'j7', run: 'r7', spec: job() }, quiet)
    expect(summary?.complete).toBe(true)
  })

  it('refuses a pipeline with a wrong parameter before it starts anything', async () => {
    const spec = job({ pipeline: logistic({ C: -1 }) })
    await expect(service().fit({ job: 'j8', run: 'r8', spec }, quiet)).rejects.toMatchObject({
      code: 'invalid-argument',
      message: 'The parameter C of LogisticRegression must be a number above 0, not -1.',
    })
  })

  it('forecasts by trial fits, from figures while a job runs, and nothing any more for whoever asked anew', async () => {
    const training = service()
    const machine: PipelineSpec = {
      steps: [{ kind: 'OneVsRestClassifier', params: {}, estimator: { kind: 'SVC', params: { kernel: 'rbf' } } }],
      seed: 42,
    }
    for (const pipeline of [logistic({}), machine]) {
      const forecast = await training.forecast({ spec: job({ pipeline }) }, quiet)
      expect(forecast).toMatchObject({ basis: 'trial' })
      expect(forecast.seconds).toBeGreaterThan(0)
      expect(forecast.seconds).toBeLessThan(60)
      expect(forecast.memoryMB).toBeLessThanOrEqual(256 + 150)
    }
    const asked = new AbortController()
    const given = training.forecast({ spec: job({ pipeline: machine, train: large }) }, { signal: asked.signal })
    const abandoned = training.forecast({ spec: job() }, { signal: asked.signal })
    asked.abort()
    await expect(abandoned).rejects.toMatchObject({ code: 'aborted' })
    await Promise.resolve(given).catch(() => undefined)
    const fitting = training.fit({ job: 'j9', run: 'r9', spec: job({ train: large }) }, quiet)
    await expect(training.forecast({ spec: job() }, quiet)).resolves.toMatchObject({ basis: 'figures' })
    await training.stop({ job: 'j9' }, quiet)
    await fitting
  })
})
