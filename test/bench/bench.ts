import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfStale } from '../../scripts/build-if-stale.ts'
import { notebookSteps } from '../../src-main/notebook/steps.ts'
import { mnistFile } from '../mnist.ts'
import { measureOurs } from './ours.ts'
import { type Figures, ScikitLearn } from './scikit-learn.ts'

const usage = `Usage: npm run bench -- [options]     our times beside scikit-learn's, measured one after the other

  --rows N,M                 training rows (default: 10000)
  --only A,B                 steps (default: all that scikit-learn has too, and champion; virtual-svm takes minutes)
  --fresh                    measure scikit-learn again also beyond 20,000 rows, where figures kept from an earlier run are used
  --train FILE --test FILE   digits (default: the MNIST files in ../shared/mnist)`

const usual = notebookSteps.map(({ name }) => name).filter((name) => name !== 'virtual-svm')
/** Up to here scikit-learn's minutes are few, and it is measured in every run. */
const alwaysMeasured = 20_000

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000' },
    only: { type: 'string', default: usual.join(',') },
    fresh: { type: 'boolean', default: false },
    train: { type: 'string', default: mnistFile('train') },
    test: { type: 'string', default: mnistFile('t10k') },
    help: { type: 'boolean', default: false, short: 'h' },
  },
})

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}

if (values.help) {
  console.log(usage)
  process.exit(0)
}
const counts = values.rows.split(',').map(Number)
if (!counts.every((rows) => Number.isInteger(rows) && rows > 0)) {
  fail(`--rows takes whole numbers above 0, not "${values.rows}".`)
}
const steps = values.only.split(',').map((step) => step.trim())
const unknown = steps.find((step) => !notebookSteps.some(({ name }) => name === step))
if (unknown !== undefined)
  fail(`There is no step "${unknown}"; there are ${notebookSteps.map(({ name }) => name).join(', ')}.`)
const digits = { train: resolve(values.train), test: resolve(values.test) }
for (const file of [digits.train, digits.test]) {
  if (!existsSync(file)) fail(`There is no file ${file}; --train and --test name the digits.`)
}

await buildIfStale()
const found = await ScikitLearn.find()
const scikitLearn = typeof found === 'string' ? null : found
if (typeof found === 'string') console.log(`${found}\n`)
const processors = cpus()
console.log(
  `${processors.length} x ${processors[0]?.model.trim()}; Node ${process.versions.node}; ${scikitLearn?.name ?? 'no scikit-learn'}, 2 processes`,
)
const head = ['step', 'our fit', 'predict', 'accuracy', 'their fit', 'predict', 'accuracy', 'ratio', '']

for (const rows of counts) {
  console.log(`\n${rows} rows`)
  console.log(line(head))
  for (const step of steps) console.log(line(await measured(step, rows)))
}

async function measured(step: string, rows: number): Promise<string[]> {
  const ours = await measureOurs(step, { ...digits, rows })
  const theirs = await theirFigures(step, rows)
  const own = typeof ours === 'string' ? ['failed', '', ''] : cells(ours)
  const other = typeof theirs === 'string' ? ['-', '', ''] : cells(theirs)
  const ratio =
    typeof ours === 'string' || typeof theirs === 'string' ? '' : `${(total(theirs) / total(ours)).toFixed(1)} x`
  const notes = [ours, theirs].filter((part) => typeof part === 'string')
  if (typeof theirs !== 'string' && theirs.kept) notes.push('kept from an earlier run')
  return [step, ...own, ...other, ratio, notes.join(' ')]
}

async function theirFigures(step: string, rows: number): Promise<(Figures & { kept: boolean }) | string> {
  if (scikitLearn === null) return ''
  if (!scikitLearn.steps.includes(step)) return 'not in scikit-learn'
  if (rows <= alwaysMeasured || values.fresh) {
    return { ...(await scikitLearn.measure(step, { ...digits, rows })), kept: false }
  }
  const figures = scikitLearn.kept(step, rows)
  return figures === null ? 'nothing kept; --fresh measures it' : { ...figures, kept: true }
}

function cells({ fitSeconds, predictSeconds, accuracy }: Figures): string[] {
  return [`${fitSeconds.toFixed(2)} s`, `${predictSeconds.toFixed(2)} s`, accuracy.toFixed(4)]
}

function total({ fitSeconds, predictSeconds }: Figures): number {
  return fitSeconds + predictSeconds
}

function line([first, ...rest]: string[]): string {
  const note = rest.pop() ?? ''
  return `${first.padEnd(18)}${rest.map((cell) => cell.padStart(10)).join('')}   ${note}`.trimEnd()
}
