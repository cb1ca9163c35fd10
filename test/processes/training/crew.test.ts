import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PipelineSpec } from '#learn/pipeline/pipeline-spec.ts'
import { Crew } from '#processes/training/crew.ts'
import { writeDataset } from '#store/dataset-store.ts'
import { barDigits } from './bar-digits.ts'

const leaderFile = join(import.meta.dirname, '../../../src-main/processes/training-leader.ts')
const megabyte = 2 ** 20
/** All 4,000 kernel rows would need 38 MB. */
const budgetBytes = 36 * megabyte
const pipeline: PipelineSpec = {
  steps: [
    {
      kind: 'OneVsRestClassifier',
      params: {},
      estimator: { kind: 'SVC', params: { kernel: 'rbf', gamma: 3e-6, C: 1 } },
    },
  ],
  seed: 42,
}
let dataFolder: string
let train: string
let test: string

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'digit-workbench-'))
  const store = async (rows: number, seed: number) =>
    (await writeDataset({ dataFolder, set: barDigits(rows, seed), name: 'bars', description: 'bars' })).id
  train = await store(4000, 1)
  test = await store(100, 2)
})

afterAll(() => rmSync(dataFolder, { recursive: true, force: true }))

it('fits again in the memory it has, and gives it back when it is closed', async () => {
  const crew = new Crew({ leaderFile, threads: 2, onProgress: () => undefined })
  const fit = (run: string) =>
    crew.fit({ dataFolder, job: run, run, budgetBytes, spec: { name: 'bars', pipeline, train, test } })
  expect((await fit('first')).summary?.kernelRows).toBeGreaterThan(1000)
  expect(crew.suits(2, budgetBytes)).toBe(true)
  const afterOne = process.memoryUsage.rss()
  expect((await fit('second')).summary?.complete).toBe(true)
  expect(process.memoryUsage.rss() - afterOne).toBeLessThan(30 * megabyte)
  expect(crew.suits(2, budgetBytes / 2)).toBe(false)

  const open = process.memoryUsage.rss()
  await crew.close()
  expect(crew.suits(2, budgetBytes)).toBe(false)
  expect(open - process.memoryUsage.rss()).toBeGreaterThan(20 * megabyte)
}, 60_000)

it('takes memory before a fit is there, and learns the same in it', async () => {
  const readied = new Crew({ leaderFile, threads: 2, onProgress: () => undefined })
  const before = process.memoryUsage.rss()
  await readied.ready(30 * megabyte)
  expect(process.memoryUsage.rss() - before).toBeGreaterThan(25 * megabyte)
  expect(readied.suits(2, budgetBytes)).toBe(true)
  const usual = new Crew({ leaderFile, threads: 2, onProgress: () => undefined })
  const [first, second] = await Promise.all(
    [readied, usual].map((crew, i) =>
      crew.fit({ dataFolder, job: `${i}`, run: `${i}`, budgetBytes, spec: { name: 'bars', pipeline, train, test } }),
    ),
  )
  expect(first.summary?.iterations).toEqual(second.summary?.iterations)
  await Promise.all([readied.close(), usual.close()])
}, 60_000)

it('takes no more memory once a fit has come', async () => {
  const crew = new Crew({ leaderFile, threads: 2, onProgress: () => undefined })
  const before = process.memoryUsage.rss()
  const ready = crew.ready(1500 * megabyte)
  const fit = crew.fit({ dataFolder, job: 'j', run: 'j', budgetBytes, spec: { name: 'bars', pipeline, train, test } })
  await Promise.all([ready, fit])
  expect((await fit).summary?.complete).toBe(true)
  expect(process.memoryUsage.rss() - before).toBeLessThan(1000 * megabyte)
  await crew.close()
}, 60_000)
