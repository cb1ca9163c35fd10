import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppCore } from '#app/app-core.ts'
import { judgeInk } from '../../src-main/notebook/judge-ink.ts'
import { ProgressLine } from '../../src-main/notebook/progress-line.ts'
import type { NotebookReport } from '../../src-main/notebook/report.ts'
import { reportTable } from '../../src-main/notebook/report-table.ts'
import { judgeStrokes, readStrokes } from '../../src-main/notebook/strokes.ts'

/** Reads every digit as the level of its first pixel. */
const core = {
  api: {
    predictDigit: ({ pixels }: { pixels: Uint8Array }) =>
      Promise.resolve({ answers: [{ predicted: pixels[0] }], failures: [] }),
  },
} as unknown as AppCore

const never = (sentence: string) => expect.unreachable(sentence)
const spec = { pipeline: { steps: [], seed: 1 } } as never
const question = { pipeline: { steps: [], seed: 1, positive: [3] } } as never
const images = (...read: number[]) => read.map((digit) => Uint8Array.of(digit))
const judge = (digits: Parameters<typeof judgeStrokes>[1], run = spec) =>
  judgeStrokes(core, digits, 'run', { spec: run }, () => undefined)

describe('pen digits in the report', () => {
  let folder: string
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'strokes-'))))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('are counted by digit and by writer, with the mean over writers beside the mean over digits', async () => {
    const pen = await judge({
      images: images(1, 1, 2, 7, 7),
      labels: [1, 1, 2, 1, 7],
      writers: ['2', '2', '2', '10', '10'],
    })
    expect(pen).toEqual({
      count: 5,
      accuracy: 0.8,
      writerMean: 0.75,
      perDigit: [
        { digit: 1, count: 3, accuracy: 2 / 3 },
        { digit: 2, count: 1, accuracy: 1 },
        { digit: 7, count: 1, accuracy: 1 },
      ],
      perWriter: [
        { writer: '2', count: 3, accuracy: 1 },
        { writer: '10', count: 2, accuracy: 0.5 },
      ],
    })
    const dataset = { train: { rows: 1, columns: 784, seconds: 0 }, test: { rows: 1, columns: 784, seconds: 0 } }
    expect(reportTable({ dataset, steps: {}, pen: { champion: pen } })).toContain(
      'champion reads 0.8000 of 5 pen digits, 0.7500 in the mean over 2 writers',
    )
  })

  it('have no mean over writers where nobody is named, and are judged by the question of the step', async () => {
    const pen = await judge({ images: images(1, 0), labels: [3, 4], writers: [undefined, undefined] }, question)
    expect(pen).toMatchObject({ accuracy: 1, writerMean: null, perWriter: [] })
    expect(pen.perDigit.map(({ digit }) => digit)).toEqual([0, 1])
  })

  it('come from JSON, gzipped or not, with writers named by a number or a word', () => {
    const stroke = [[0, 0], [0, 9]] // prettier-ignore
    const digits = [
      { label: 1, writer: 4, strokes: [stroke] },
      { label: 1, writer: 'anna', strokes: [stroke] },
      { label: 1, strokes: [stroke] },
    ]
    const plain = join(folder, 'pens.json')
    const packed = join(folder, 'pens.json.gz')
    writeFileSync(plain, JSON.stringify(digits))
    writeFileSync(packed, gzipSync(JSON.stringify(digits)))
    const read = readStrokes(plain, never)
    expect(read.writers).toEqual(['4', 'anna', undefined])
    expect(readStrokes(packed, never)).toEqual(read)
    expect(read.images[0]).toHaveLength(784)
  })

  it('without ink are counted as not read, with a warning', async () => {
    const file = join(folder, 'empty.json')
    writeFileSync(file, JSON.stringify([{ label: 0, strokes: [] }, { label: 0, strokes: [[]] }, { label: 0, strokes: [[[0, 0], [0, 9]]] }])) // prettier-ignore
    const said: string[] = []
    const digits = readStrokes(file, (sentence) => said.push(sentence))
    expect(said).toEqual(['2 of the 3 digits of empty.json have no ink: counted as not read.'])
    expect(await judge(digits)).toMatchObject({ count: 3, accuracy: 1 / 3 })
  })

  it.each([
    ['{', /not a JSON file/],
    ['{"label":1}', /does not hold pen digits/],
    ['[{"label":1,"strokes":[[[0,0,512]]]}]', /at 0\.strokes\.0\.0, the third number of a point is its pressure/],
    ['[{"label":1,"strokes":[],"pixels":"AAAA"}]', /784 bytes in base64/],
  ])('of the form %s are refused with a sentence', (text, sentence) => {
    const file = join(folder, 'bad.json')
    writeFileSync(file, text)
    expect(() => readStrokes(file, never)).toThrow(sentence)
  })

  it('are left out with a warning for steps that read digits of another size', async () => {
    const dataset = { train: { rows: 1, columns: 64, seconds: 0 }, test: { rows: 1, columns: 64, seconds: 0 } }
    const report: NotebookReport = { dataset, steps: {} }
    const strokes = { images: images(1), labels: [1], writers: [undefined] }
    const said: string[] = []
    await judgeInk(core, { own: null, strokes }, { report, runs: [['digits', 'run']] }, new ProgressLine({ write: never }), (sentence) => said.push(sentence)) // prettier-ignore
    expect(report.pen).toEqual({})
    expect(said).toEqual(['Pen digits have 28 x 28 pixels, but the steps read digits of 64 pixels.'])
  })
})
