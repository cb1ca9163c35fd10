import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { notebookPipelines } from '#learn/pipeline/notebook-pipelines.ts'
import { root } from '../../scripts/root.ts'
import { RealCore } from '../processes/engine/real-core.ts'
import { growthPlot, type Growth } from './growth-plot.ts'
import { mnist } from '../mnist.ts'

/**
 * node test/bench/growth.ts [--only A,B] [--rows 1000,...] [--draw]: how cost grows with the training rows, on the MNIST files of
 * ../shared/mnist. Figures join those of docs/growth.json, are drawn to docs/growth.svg and written as a table into docs/engine.md.
 * --draw measures nothing.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'zero,digits,linear-svm,knn,poly-svm,rbf-svm,sigmoid-svm,champion,virtual-svm' },
    rows: { type: 'string', default: '1000,2000,5000,10000,20000,40000,60000' },
    draw: { type: 'boolean', default: false },
  },
})
const file = join(root, 'docs/growth.json')
const growth: Growth = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as Growth)
  : { machine: '', node: '', points: [] }

if (!values.draw) {
  const real = await RealCore.start()
  const train = await real.store(mnist('train'))
  const test = await real.store(mnist('t10k'))
  const processors = cpus()
  growth.machine = `${processors.length} x ${processors[0]?.model.trim()}`
  growth.node = process.versions.node
  // The first fit of a process also waits for compilers.
  for (const rows of [1000, ...values.rows.split(',').map(Number)]) {
    for (const step of values.only.split(',')) {
      const found = notebookPipelines.find(({ name }) => name === step)
      if (found === undefined) throw new Error(`There is no step ${step}.`)
      const { job } = await real.end(await real.job({ name: step, pipeline: found.pipeline(42), train, test, rows }))
      if (job.state !== 'done') throw new Error(`${step} ended as ${job.state}.`)
      const run = (await real.core.api.runs(undefined, { signal: new AbortController().signal })).find(
        ({ id }) => id === job.run,
      )
      if (run === undefined || run.accuracy === null) throw new Error(`The run of ${step} is not listed.`)
      const { fitSeconds: fit, predictSeconds: predict, accuracy, supportVectors } = run
      growth.points = [
        ...growth.points.filter((point) => point.step !== step || point.rows !== rows),
        { step, rows, fit, predict, accuracy, support: supportVectors?.union ?? null },
      ]
      console.error(`${step} ${rows}: ${fit.toFixed(2)} s, ${predict.toFixed(2)} s`)
      await write()
    }
  }
  await real.close()
}
await write()

async function write(): Promise<void> {
  const order = notebookPipelines.map(({ name }) => name)
  growth.points.sort((a, b) => order.indexOf(a.step) - order.indexOf(b.step) || a.rows - b.rows)
  const { points, ...head } = growth
  const lines = points.map((point) => JSON.stringify(point, rounded))
  await tidy(file, `${JSON.stringify(head).slice(0, -1)}, "points": [\n${lines.join(',\n')}\n]}`)
  writeFileSync(join(root, 'docs/growth.svg'), growthPlot(growth))
  const page = join(root, 'docs/engine.md')
  const [before, , after] = readFileSync(page, 'utf8').split(/<!-- \/?growth -->/)
  const plot = '![Seconds to fit and to read 10,000 digits, over training rows](growth.svg)'
  await tidy(page, `${before}<!-- growth -->\n\n${plot}\n\n${table()}\n\n<!-- /growth -->${after}`)
}

async function tidy(path: string, text: string): Promise<void> {
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }))
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value
}

/** Fit and predict in seconds, and support vectors of all classes together, as Markdown. */
function table(): string {
  const rows = [...new Set(growth.points.map((point) => point.rows))].sort((a, b) => a - b)
  const steps = [...new Set(growth.points.map(({ step }) => step))]
  const cell = (step: string, count: number) => {
    const point = growth.points.find((one) => one.step === step && one.rows === count)
    if (point === undefined) return ''
    const support = point.support === null ? '' : ` (${point.support.toLocaleString('en')})`
    return `${seconds(point.fit)} + ${seconds(point.predict)}${support}`
  }
  const lines = [
    ['rows', ...rows.map((count) => count.toLocaleString('en'))],
    ['---', ...rows.map(() => '---')],
    ...steps.map((step) => [step, ...rows.map((count) => cell(step, count))]),
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function seconds(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(1)
}
