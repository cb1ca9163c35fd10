import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '#learn/app-error.ts'
import { memoryLimitsMB } from '#rpc/contract/job.ts'
import { defaultSteps, namesOf, stepNames } from './steps.ts'

export interface NotebookOptions {
  /** null: sample digits. */
  files: { train: string; test: string } | null
  /** In the order in which they run, each once. */
  only: string[]
  rows: number | undefined
  threads: number | undefined
  memoryMB: number | undefined
  seed: number
  keep: boolean
  json: string | null
  /** A folder of pictures of own digits. */
  own: string | null
  /** A file of digits as pen strokes. */
  strokes: string | null
  help: boolean
}

export const usage = `Usage: npm run --silent notebook -- [options]

  --train FILE --test FILE   digits to learn from and to be judged by (CSV or IDX; default: sample digits)
  --only A,B                 steps to run: ${stepNames.join(', ')} (default: all)
  --rows N                   only the first N training rows
  --threads N                threads (default: every core)
  --memory MB                memory budget of a fit (default: a quarter of the machine's, at most 3072)
  --seed N                   seed of everything that is drawn (default: 42)
  --keep                     keep the runs in the application's data folder
  --json FILE                write all figures to FILE
  --own DIR                  pictures of own digits, each labelled by its name or by labels.csv: what every step reads
  --strokes FILE             digits as pen strokes (JSON or JSON.gz): how well every step reads them
  --help                     show this`

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const options = {
  train: text,
  test: text,
  only: text,
  rows: text,
  threads: text,
  memory: text,
  seed: text,
  json: text,
  own: text,
  strokes: text,
  keep: flag,
  help: { ...flag, short: 'h' },
} as const

/** Throws `invalid-argument` with one sentence. */
export function readOptions(args: string[]): NotebookOptions {
  const values = parsed(args)
  return {
    files: filesOf(values.train, values.test),
    only: stepsOf(values.only),
    rows: wholeNumber('rows', values.rows, 1, 2 ** 31 - 1),
    threads: wholeNumber('threads', values.threads, 1, 256),
    memoryMB: wholeNumber('memory', values.memory, memoryLimitsMB.min, memoryLimitsMB.max),
    seed: wholeNumber('seed', values.seed, 0, 2 ** 32 - 1) ?? 42,
    keep: values.keep,
    json: jsonFile(values.json),
    own: existing('own', 'folder', values.own),
    strokes: existing('strokes', 'file', values.strokes),
    help: values.help,
  }
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values
  } catch (error) {
    // Node explains at length; its first sentence says it.
    const [sentence] = (error as Error).message.split(/\.\s|\n/)
    throw wrong(`${sentence}; --help lists the options.`)
  }
}

function filesOf(train: string | undefined, test: string | undefined): NotebookOptions['files'] {
  if (train === undefined && test === undefined) return null
  if (train === undefined || test === undefined) {
    throw wrong(`--train and --test go together, but --${train === undefined ? 'train' : 'test'} is missing.`)
  }
  return { train: resolve(train), test: resolve(test) }
}

function stepsOf(only: string | undefined): string[] {
  if (only === undefined) return defaultSteps
  const words = only.split(',').map((word) => word.trim())
  const names = words.flatMap((word) => namesOf(word) ?? unknownStep(word))
  return stepNames.filter((name) => names.includes(name))
}

function unknownStep(word: string): never {
  throw wrong(`--only knows no step ${JSON.stringify(word)}; it knows ${stepNames.join(', ')}.`)
}

function wholeNumber(name: string, value: string | undefined, low: number, high: number): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (/^\d+$/.test(value) && number >= low && number <= high) return number
  throw wrong(`--${name} takes a whole number from ${low} to ${high}, not ${JSON.stringify(value)}.`)
}

function existing(name: string, kind: 'file' | 'folder', value: string | undefined): string | null {
  if (value === undefined) return null
  const path = resolve(value)
  if (!existsSync(path)) throw wrong(`--${name} names ${value}, but there is no such ${kind}.`)
  if (statSync(path).isDirectory() !== (kind === 'folder'))
    throw wrong(`--${name} takes a ${kind}, but ${value} is not one.`)
  return path
}

/** Looked at before hours of work, not after. */
function jsonFile(file: string | undefined): string | null {
  if (file === undefined) return null
  const path = resolve(file)
  if (!existsSync(dirname(path))) throw wrong(`--json cannot write ${file}: there is no such folder.`)
  if (existsSync(path) && statSync(path).isDirectory()) throw wrong(`--json cannot write ${file}: it is a folder.`)
  return path
}

function wrong(sentence: string): AppError {
  return new AppError('invalid-argument', sentence)
}
