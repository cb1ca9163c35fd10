import { parseArgs } from 'node:util'
import { notebookPipelines } from '#learn/pipeline/notebook-pipelines.ts'
import type { ParamValue, PipelineSpec } from '#learn/pipeline/pipeline-spec.ts'
import { RealCore } from '../processes/engine/real-core.ts'
import { mnist } from '../mnist.ts'

/**
 * node test/bench/forecast.ts [--only TEXT] [--others]: what is forecast before a fit, what it takes, and their ratio, on the MNIST files of
 * ../shared/mnist; twelve kernel machines, or with --others the notebook's other pipelines. Each forecast right before its fit.
 */
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, others: { type: 'boolean', default: false } },
})
const quiet = { signal: new AbortController().signal }

interface Setting {
  name: string
  rows: number
  pipeline: PipelineSpec
}

const machine = (rows: number, params: Record<string, ParamValue>, name: string): Setting => ({
  name,
  rows,
  pipeline: {
    steps: [
      { kind: 'VarianceThreshold', params: { threshold: 100 } },
      { kind: 'StandardScaler', params: {} },
      { kind: 'OneVsRestClassifier', params: {}, estimator: { kind: 'SVC', params } },
    ],
    seed: 42,
  },
})
const poly = (rows: number, degree: number, C: number) =>
  machine(rows, { kernel: 'poly', degree, C }, `poly degree ${degree}, C ${C}`)
/** gamma 'scale' is 1 / columns for standardised pixels; 522 are left at 60,000 rows. */
const rbf = (rows: number, times: number, C: number) =>
  machine(rows, { kernel: 'rbf', gamma: times === 1 ? 'scale' : times / 522, C }, `rbf, gamma x ${times}, C ${C}`)

const twelve = [
  poly(2000, 2, 1),
  rbf(2000, 4, 1),
  poly(4000, 3, 10),
  poly(5000, 5, 0.1),
  rbf(8000, 1, 10),
  poly(10_000, 3, 1),
  poly(10_000, 4, 10),
  rbf(15_000, 4, 1),
  poly(20_000, 2, 0.1),
  rbf(30_000, 1, 1),
  poly(30_000, 5, 1),
  poly(60_000, 3, 1),
]
const notebook = (name: string, rows: number): Setting => {
  const found = notebookPipelines.find((one) => one.name === name)
  if (found === undefined) throw new Error(`There is no pipeline ${name}.`)
  return { name, rows, pipeline: found.pipeline(42) }
}
const others = [
  ...['zero', 'digits', 'digits-lbfgs', 'linear-svm', 'knn'].flatMap((name) => [
    notebook(name, 10_000),
    notebook(name, 60_000),
  ]),
  notebook('champion', 20_000),
  notebook('virtual-svm', 5000),
]

const real = await RealCore.start()
const train = await real.store(mnist('train'))
const test = await real.store(mnist('t10k'))
console.log('setting                        rows   forecast     took   ratio    forecast MB   peak MB')
const ratios: number[] = []
const memoryRatios: number[] = []
for (const { name, rows, pipeline } of values.others ? others : twelve) {
  if (!`${name} ${rows}`.includes(values.only)) continue
  const spec = { name, pipeline, train, test, rows }
  const asked = performance.now()
  const forecast = await real.core.api.forecast({ spec }, quiet)
  const asking = (performance.now() - asked) / 1000
  const { job } = await real.end(await real.job(spec))
  if (job.state !== 'done') throw new Error(`${name} ended as ${job.state}: ${JSON.stringify(job)}`)
  const run = (await real.core.api.runs(undefined, quiet)).find(({ id }) => id === job.run)
  const took = (job.finished - job.started) / 1000
  const ratio = forecast.seconds / took
  ratios.push(ratio)
  if (run !== undefined) memoryRatios.push(forecast.memoryMB / run.peakMemoryMB)
  console.log(
    `${name.padEnd(26)}${String(rows).padStart(9)}${forecast.seconds.toFixed(2).padStart(9)} s${took.toFixed(2).padStart(7)} s` +
      `${ratio.toFixed(2).padStart(8)}${forecast.memoryMB.toFixed().padStart(15)}${String(run?.peakMemoryMB).padStart(10)}` +
      `   (${forecast.basis} of ${asking.toFixed(1)} s)`,
  )
}
const within = (factor: number, of: number[]) => of.filter((ratio) => ratio < factor && ratio > 1 / factor).length
console.log(`Seconds: ${within(2, ratios)} of ${ratios.length} within a factor of 2, ${within(3, ratios)} within 3`)
console.log(
  `Memory: ${within(1.5, memoryRatios)} of ${memoryRatios.length} within a factor of 1.5, ${within(2, memoryRatios)} within 2`,
)
// Promised: ten of twelve within 2 and all within 3.
if (within(2, ratios) < (10 / 12) * ratios.length || within(3, ratios) < ratios.length) process.exitCode = 1
if (within(2, memoryRatios) < ratios.length) process.exitCode = 1
await real.close()
