import { fork } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { LogisticRegression } from '#learn/linear-model/logistic-regression.ts'
import { featuresOf, fitPipeline } from '#learn/pipeline/pipeline.ts'
import type { DataApi, DataEvents } from '#rpc/contract/data-api.ts'
import type { DatasetProgress, DatasetSummary, Part } from '#rpc/contract/dataset.ts'
import type { Remote } from '#rpc/contract/remote.ts'
import { createPeer } from '#rpc/peer.ts'
import { forkedProcessTransport } from '#rpc/transports/message-port.ts'
import { plainContext } from '#simd/contexts.ts'
import { readDataset } from '#store/dataset-store.ts'
import { writeRun } from '#store/run-store.ts'
import { idxFile } from '../fixtures/make-layouts.ts'
import { hasMnist, mnist, needsMnist } from '../mnist.ts'
import { exampleModel, exampleSummary } from '../store/example-run.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'

const entry = join(import.meta.dirname, '../../src-main/processes/data-process.ts')

/** The real process, straight from its sources. */
function startDataProcess(dataFolder = temporaryFolder()) {
  const child = fork(entry, {
    serialization: 'advanced',
    env: { ...process.env, DIGIT_WORKBENCH_HOME: dataFolder },
    execArgv: [],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const peer = createPeer<object, DataEvents>(forkedProcessTransport(child))
  const told: DatasetProgress[] = []
  peer.on('progress', (progress) => told.push(progress))
  return { child, dataFolder, told, data: peer.remote<DataApi>() }
}

async function opened(data: Remote<DataApi>, path: string, part: Part = 'train'): Promise<DatasetSummary> {
  const opening = await data.openFile({ part, path })
  if (opening.kind === 'question') throw new Error(opening.question.sentence)
  return opening.summary
}

/** Digits of 4 x 4 pixels: zeros dark in the left half, ones in the right. */
function csvOf(rows: number): string {
  const line = (row: number) =>
    [
      row % 2,
      ...Array.from({ length: 16 }, (_, j) => (j % 4 < 2 === (row % 2 === 0) ? 200 + (row % 50) : row % 7)),
    ].join(',')
  return Array.from({ length: rows }, (_, row) => `${line(row)}\n`).join('')
}

describe('the data process', () => {
  it('opens a file, shows its digits and computes its statistics', async () => {
    const { data, dataFolder, told } = startDataProcess()
    const path = join(dataFolder, 'digits.csv')
    writeFileSync(path, csvOf(100))
    const summary = await opened(data, path, 'test')
    expect(summary).toMatchObject({ name: 'digits.csv', rows: 100, height: 4, width: 4, unlabelled: 0, knownAs: null })
    expect(told.every(({ part }) => part === 'test')).toBe(true)
    expect(told.at(-1)).toMatchObject({ fraction: 1, rows: 100 })

    const page = await data.samplePage({ dataset: summary.id, filter: { labels: [1] }, offset: 48, count: 10 })
    expect({ total: page.total, rows: [...page.rows], labels: [...page.labels] }).toEqual({
      total: 50,
      rows: [97, 99],
      labels: [1, 1],
    })
    const picked = await data.samplePage({
      dataset: summary.id,
      filter: { rows: Uint32Array.of(5, 2, 4000) },
      offset: 0,
      count: 10,
    })
    expect([...picked.rows]).toEqual([5, 2])

    const { mean, variance, classMeans, min } = await data.statistics({ dataset: summary.id })
    expect([mean.length, variance.length, classMeans.length, min.length]).toEqual([16, 16, 160, 16])
    expect(mean[0]).toBeGreaterThan(90)
  })

  it('finds digits that are there twice, in a file and between two', async () => {
    const { data, dataFolder } = startDataProcess()
    const [first, second] = [join(dataFolder, 'a.csv'), join(dataFolder, 'b.csv')]
    writeFileSync(first, csvOf(100))
    writeFileSync(second, csvOf(20).replace(/^1/gm, '3'))
    const [train, test] = [await opened(data, first), await opened(data, second, 'test')]
    const [inTrain, inTest] = await data.repeatedDigits({ datasets: [train.id, test.id] })
    expect(inTrain.within).toEqual(new Uint32Array())
    expect(inTrain.across).toEqual(Uint32Array.from({ length: 20 }, (_, row) => row))
    expect(inTest.across).toEqual(inTrain.across)
    expect(inTest.disputed).toEqual(inTrain.across.filter((row) => row % 2 === 1))
  })

  it('answers in between while it compares digits', async () => {
    const { data } = startDataProcess()
    const { train, test } = await data.openSample()
    const compared = data.repeatedDigits({ datasets: [train.id, test.id] })
    const drawn = data.predictDigit({ runs: [], pixels: new Uint8Array(784) })
    expect(await Promise.race([compared, drawn])).toEqual({ answers: [], failures: [] })
    expect((await compared).map(({ within, across }) => [within.length, across.length])).toEqual([
      [0, 0],
      [0, 0],
    ])
  })

  it('gives stored digits to a process that did not open them', async () => {
    const first = startDataProcess()
    const path = join(first.dataFolder, 'digits.csv')
    writeFileSync(path, csvOf(10))
    const { id } = await opened(first.data, path)
    const second = startDataProcess(first.dataFolder)
    expect((await second.data.samplePage({ dataset: id, offset: 0, count: 3 })).labels).toEqual(Uint8Array.of(0, 1, 0))
  })

  it('draws the sample digits: two datasets, the same ones every time', async () => {
    const { data, told } = startDataProcess()
    const { train, test } = await data.openSample()
    expect([train.rows, test.rows, train.name]).toEqual([6000, 1000, 'Sample digits'])
    expect(train.id).not.toBe(test.id)
    expect(told.map(({ phase }) => phase)).toContain('drawing')
    expect(told.length).toBeGreaterThanOrEqual(10)
  })

  it('answers in between while it draws the sample digits, and stops when told to', async () => {
    const { data } = startDataProcess()
    await data.forgetRun({ run: 'none' })
    const controller = new AbortController()
    const drawing = data.openSample(undefined, { signal: controller.signal }).then(
      () => 'drawn',
      (error: { code: string }) => error.code,
    )
    for (let k = 0; k < 5; k++) {
      const first = await Promise.race([drawing, data.predictDigit({ runs: [], pixels: new Uint8Array(784) })])
      expect(first).toEqual({ answers: [], failures: [] })
    }
    controller.abort()
    expect(await drawing).toBe('aborted')
  })

  it('keeps an upload while a question about it is open, and throws it away when it is cancelled', async () => {
    const { data, dataFolder } = startDataProcess()
    const bytes = zipSync({ 'a.csv': strToU8(csvOf(20)), 'b.csv': strToU8(csvOf(30)) })
    await data.beginUpload({ upload: 'u1', name: 'two.zip', bytes: bytes.length })
    await data.uploadFrame({ upload: 'u1', bytes })
    await data.endUpload({ upload: 'u1' })
    expect(await data.openUpload({ part: 'train', upload: 'u1' })).toMatchObject({ question: { kind: 'member' } })
    expect(readdirSync(join(dataFolder, 'uploads'))).toEqual(['u1'])
    await data.beginUpload({ upload: 'u2', name: 'half.csv', bytes: 100 })
    await data.cancelUpload({ upload: 'u2' })
    await data.cancelUpload({ upload: 'never sent' })
    const opening = await data.openUpload({ part: 'train', upload: 'u1', answers: { member: 'b.csv' } })
    expect(opening).toMatchObject({ kind: 'opened', summary: { name: 'b.csv in two.zip', rows: 30 } })
    expect(readdirSync(join(dataFolder, 'uploads'))).toEqual([])
  })

  it('joins an IDX file with labels that were uploaded beside it', async () => {
    const { data } = startDataProcess()
    const send = async (upload: string, name: string, bytes: Uint8Array) => {
      await data.beginUpload({ upload, name, bytes: bytes.length })
      await data.uploadFrame({ upload, bytes })
      await data.endUpload({ upload })
    }
    await send('u1', 'x-images-idx3-ubyte', new Uint8Array(idxFile([2, 2, 2], [0, 9, 0, 255, 1, 2, 3, 4])))
    await send('u2', 'x-labels-idx1-ubyte', new Uint8Array(idxFile([2], [7, 3])))
    const opening = await data.openUpload({ part: 'test', upload: 'u1', labels: 'u2' })
    expect(opening).toMatchObject({ kind: 'opened', summary: { name: 'x-images-idx3-ubyte', rows: 2, height: 2 } })
  })

  it('takes a file in frames, opens it and forgets it', async () => {
    const { data, dataFolder } = startDataProcess()
    const bytes = Buffer.from(csvOf(1000))
    await data.beginUpload({ upload: 'u1', name: 'dropped.csv', bytes: bytes.length })
    for (let at = 0; at < bytes.length; at += 1000)
      await data.uploadFrame({ upload: 'u1', bytes: new Uint8Array(bytes.subarray(at, at + 1000)) })
    await data.endUpload({ upload: 'u1' })
    expect(await data.openUpload({ part: 'train', upload: 'u1' })).toMatchObject({
      kind: 'opened',
      summary: { name: 'dropped.csv', rows: 1000 },
    })
    expect(readdirSync(join(dataFolder, 'uploads'))).toEqual([])
    await expect(data.openUpload({ part: 'train', upload: 'u1' })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('refuses an upload that is shorter or longer than announced, and keeps nothing of it', async () => {
    const { data, dataFolder } = startDataProcess()
    await data.beginUpload({ upload: 'short', name: 'a.csv', bytes: 10 })
    await data.uploadFrame({ upload: 'short', bytes: new Uint8Array(5) })
    await expect(data.endUpload({ upload: 'short' })).rejects.toMatchObject({
      code: 'invalid-file',
      message: 'Only 5 of 10 bytes of a.csv arrived.',
    })
    await data.beginUpload({ upload: 'long', name: 'a.csv', bytes: 3 })
    await expect(data.uploadFrame({ upload: 'long', bytes: new Uint8Array(5) })).rejects.toMatchObject({
      code: 'invalid-file',
    })
    expect(readdirSync(join(dataFolder, 'uploads'))).toEqual([])
  })

  it('loads a fitted pipeline, reads digits with it, also in the middle of other work, and judges it', async () => {
    const { data, dataFolder } = startDataProcess()
    const path = join(dataFolder, 'digits.csv')
    writeFileSync(path, csvOf(60))
    const { id } = await opened(data, path, 'test')
    const set = await readDataset(dataFolder, id)
    const spec = {
      steps: [
        { kind: 'StandardScaler', params: {} },
        {
          kind: 'OneVsRestClassifier',
          params: {},
          estimator: { kind: LogisticRegression.declaration.kind, params: {} },
        },
      ],
      seed: 1,
    }
    const fitted = fitPipeline(spec, featuresOf(set), set.labels, plainContext())
    const testScores = Float32Array.from({ length: 120 }, (_, i) => ((i >> 1) % 2 === i % 2 ? 1 : 0))
    const model = exampleModel({
      spec,
      fitted,
      height: 4,
      width: 4,
      testPredicted: set.labels,
      testScores,
      testScoreKind: 'probability',
    })
    await writeRun({
      dataFolder,
      summary: exampleSummary({ spec: { name: 'x', pipeline: spec, train: id, test: id } }),
      model,
    })

    const { answers: drawn, failures } = await data.predictDigit({
      runs: ['gone', 'run-1'],
      pixels: set.pixels.slice(0, 16),
    })
    expect(failures).toMatchObject([{ run: 'gone', error: { code: 'not-found' } }])
    expect(drawn).toHaveLength(1)
    const [zero] = drawn
    expect(zero).toMatchObject({ run: 'run-1', classes: [0, 1], predicted: 0 })
    expect(zero.scores[0]).toBeGreaterThan(0)
    expect(zero.scores[1]).toBe(-zero.scores[0])
    expect(await data.predictDigit({ runs: ['run-1'], pixels: new Uint8Array(9) })).toEqual({
      answers: [],
      failures: [],
    })
    expect(await data.evaluation({ run: 'run-1' })).toMatchObject({ accuracy: 1, errors: 0, classes: [0, 1] })

    const large = join(dataFolder, 'large.csv')
    writeFileSync(large, csvOf(200_000))
    let done = false
    const opening = data.openFile({ part: 'train', path: large }).then(() => (done = true))
    let answers = 0
    while (!done) {
      await data.predictDigit({ runs: ['run-1'], pixels: set.pixels.slice(16, 32) })
      if (!done) answers++
    }
    await opening
    expect(answers).toBeGreaterThan(5)
  })

  it('stops opening when it is told to, and says that a file is damaged', async () => {
    const { data, dataFolder } = startDataProcess()
    const path = join(dataFolder, 'large.csv')
    writeFileSync(path, csvOf(100_000))
    const controller = new AbortController()
    const opening = data.openFile({ part: 'train', path }, { signal: controller.signal })
    setTimeout(() => controller.abort(), 5)
    await expect(opening).rejects.toMatchObject({ code: 'aborted' })
    writeFileSync(path, '1,2,3\n')
    await expect(data.openFile({ part: 'train', path })).rejects.toMatchObject({
      code: 'invalid-file',
      hint: expect.any(String),
    })
    const left = existsSync(join(dataFolder, 'datasets')) ? readdirSync(join(dataFolder, 'datasets')) : []
    expect(left).toEqual([])
  })

  it('ends when the one who started it is gone', async () => {
    const { child, data } = startDataProcess()
    await data.forgetRun({ run: 'none' })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.disconnect()
    expect(await ended).toBe(0)
  })
})

/** As in the table of MNIST that is passed round: the label, then 784 grey levels. */
function writeCsv(path: string, { rows, pixels, labels }: DigitSet): void {
  const file = openSync(path, 'w')
  for (let first = 0; first < rows; first += 1000) {
    const lines = Array.from({ length: Math.min(1000, rows - first) }, (_, k) => {
      const row = first + k
      return `${labels[row]},${pixels.subarray(row * 784, (row + 1) * 784).join(',')}\n`
    })
    writeSync(file, lines.join(''))
  }
  closeSync(file)
}

describe.skipIf(!hasMnist)(`the data process with the table of MNIST ${needsMnist}`, () => {
  it('opens it within 400 MB, and knows it', async () => {
    const { data, dataFolder, child, told } = startDataProcess()
    const path = join(dataFolder, 'mnist_train.csv')
    writeCsv(path, mnist('train'))
    expect(await opened(data, path)).toMatchObject({
      rows: 60_000,
      knownAs: 'MNIST training set',
    })
    expect(told.length).toBeGreaterThanOrEqual(10)
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
    expect(Number(peak?.[1]) / 1024).toBeLessThan(400)
  })
})
