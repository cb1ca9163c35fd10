import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NotebookReport } from '../../src-main/notebook/report.ts'

const entry = join(import.meta.dirname, '../../out/main/notebook.js')
let folder: string

interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** The temporary folder of the command lies in ours, so that we see whether it tidies up. */
function notebook(...args: string[]): Promise<Ended> {
  const env = { ...process.env, TMPDIR: folder, DIGIT_WORKBENCH_HOME: join(folder, 'home') }
  return new Promise((resolve) => {
    execFile(process.execPath, [entry, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
}

beforeAll(() => {
  if (!existsSync(entry)) throw new Error('The application is not built: run npm run build.')
  folder = mkdtempSync(join(tmpdir(), 'notebook-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the notebook command', { timeout: 60_000 }, () => {
  it('fits sample digits, prints a table and writes every figure', async () => {
    const json = join(folder, 'out.json')
    const { code, stdout, stderr } = await notebook(
      '--rows',
      '400',
      '--only',
      'features,digits',
      '--threads',
      '2',
      '--json',
      json,
    )
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^train +400 x 784/)
    expect(stdout).toMatch(/^digits +[\d.]+ s/m)

    const report = JSON.parse(readFileSync(json, 'utf8')) as NotebookReport
    expect(report.dataset.train).toMatchObject({ rows: 400, columns: 784, seconds: expect.any(Number) })
    expect(report.dataset.test).toMatchObject({ rows: 1000, columns: 784 })
    const { threshold0, threshold100 } = report.features ?? {
      threshold0: { selected: 0 },
      threshold100: { selected: 0 },
    }
    expect(threshold0.selected).toBeGreaterThan(threshold100.selected)
    expect(threshold100.selected).toBeGreaterThan(100)

    const step = report.steps.digits
    expect(step.classes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(step.accuracy).toBeGreaterThan(0.75)
    expect(step.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(1000)
    const right = step.confusion.reduce((sum, row, k) => sum + row[k], 0)
    expect(right / 1000).toBeCloseTo(step.accuracy, 12)
    expect(step.perDigit).toHaveLength(10)
    expect(Object.keys(step.perDigit[0])).toEqual(['digit', 'accuracy', 'f1', 'meanNegProba', 'meanPosProba'])
    expect(step.perDigit[0].meanPosProba).toBeGreaterThan(step.perDigit[0].meanNegProba ?? 1)
    expect(step.iterations).toHaveLength(10)
    expect(step).toMatchObject({ converged: expect.any(Boolean), warnings: expect.any(Array) })
    expect(step.peakMemoryMB).toBeGreaterThan(10)
  })

  it('leaves nothing behind', async () => {
    await notebook('--only', 'features', '--rows', '50')
    expect(existsSync(join(folder, 'home'))).toBe(false)
  })

  it('keeps its runs in the data folder when told so', async () => {
    const { code } = await notebook('--keep', '--only', 'digits', '--rows', '100')
    expect(code).toBe(0)
    expect(existsSync(join(folder, 'home/runs'))).toBe(true)
  })

  it('ends with 2 and one sentence for bad arguments and bad files', async () => {
    const unknown = await notebook('--fast')
    expect(unknown).toEqual({ code: 2, stdout: '', stderr: "Unknown option '--fast'; --help lists the options.\n" })
    const missing = await notebook('--train', '/no/such.csv', '--test', '/no/such.csv')
    expect([missing.code, missing.stdout]).toEqual([2, ''])
    expect(missing.stderr.trim().split('\n')).toHaveLength(1)
    const file = join(folder, 'bad.csv')
    writeFileSync(file, '1,2,3\n4,x,6\n')
    const bad = await notebook('--train', file, '--test', file)
    expect([bad.code, bad.stdout]).toEqual([2, ''])
    const pens = join(folder, 'pens.json')
    writeFileSync(pens, '[{"label":1,"strokes":[[[0,0,512]]]}]')
    const pressed = await notebook('--only', 'digits', '--strokes', pens)
    expect([pressed.code, pressed.stdout]).toEqual([2, ''])
    expect(pressed.stderr).toMatch(/^pens\.json does not hold pen digits: .*\n$/)
  })

  it('ends with 1 when a step fails, and writes its reason', async () => {
    const blank = join(folder, 'blank.csv')
    writeFileSync(blank, [0, 1, 2].map((label) => `${label}${',0'.repeat(784)}\n`).join(''))
    const json = join(folder, 'failed.json')
    const { code, stdout } = await notebook(
      '--only',
      'features,digits',
      '--train',
      blank,
      '--test',
      blank,
      '--json',
      json,
    )
    expect(code).toBe(1)
    expect(stdout).toContain('No pixel has a variance above 0.')
    const report = JSON.parse(readFileSync(json, 'utf8')) as NotebookReport
    expect(report.features?.threshold0.selected).toBe(0)
    expect(report.steps.digits.error).toContain('No pixel has a variance above 0.')
  })
})
