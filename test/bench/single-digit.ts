import { notebookPipelines } from '#learn/pipeline/notebook-pipelines.ts'
import type { RunId } from '#rpc/contract/run.ts'
import { writeRun } from '#store/run-store.ts'
import { answerTimes, percentile } from '../processes/engine/answer-times.ts'
import { madeMachine } from '../processes/engine/made-machine.ts'
import { RealCore } from '../processes/engine/real-core.ts'
import { exampleSummary } from '../store/example-run.ts'
import { mnist } from '../mnist.ts'

/**
 * node test/bench/single-digit.ts [rows]: how long one digit takes, as the pad asks, while the machine is idle and while all cores train; models fitted
 * on so many digits of ../shared/mnist (default 10,000), and an RBF machine made of 32,000 and of 52,000 support vectors.
 */
const rows = Number(process.argv[2] ?? 10_000)
const fittedSteps = ['zero', 'digits', 'linear-svm', 'knn', 'poly-svm', 'rbf-svm', 'champion']
const asked = 200

const real = await RealCore.start()
const digits = mnist('train')
const judged = mnist('t10k')
const train = await real.store(digits)
const test = await real.store(judged)
const pads = Array.from({ length: asked }, (_, i) => judged.pixels.slice(i * 784, (i + 1) * 784))
const runs: [name: string, run: RunId][] = []
for (const { name, pipeline } of notebookPipelines) {
  if (!fittedSteps.includes(name)) continue
  const { job } = await real.end(await real.job({ name, pipeline: pipeline(42), train, test, rows }))
  if (job.state === 'done' && job.run !== null) runs.push([name, job.run])
}
for (const count of [32_000, 52_000]) {
  const part = { ...digits, rows: count, pixels: digits.pixels.subarray(0, count * 784) }
  const fitted = madeMachine({ ...part, labels: digits.labels.subarray(0, count) })
  const id = `made-${count}`
  const none = { testPredicted: new Uint8Array(0), testScores: new Float32Array(0), testScoreKind: 'margin' as const }
  const model = { spec: fitted.spec, fitted, height: 28, width: 28, ...none }
  await writeRun({ dataFolder: real.dataFolder, summary: exampleSummary({ id }), model })
  runs.push([`${count} support vectors`, id])
}

async function table(title: string): Promise<void> {
  console.log(`\n${title}, ms of the model (and there and back)`)
  console.log('model                          median          95 %         worst')
  for (const [name, run] of runs) {
    const { model, whole } = await answerTimes(real, run, pads)
    const cells = [50, 95, 100].map((percent) =>
      `${percentile(model, percent).toFixed(1)} (${percentile(whole, percent).toFixed(1)})`.padStart(14),
    )
    console.log(`${name.padEnd(24)}${cells.join('')}`)
  }
}

await table('Idle')
const long = notebookPipelines.find(({ name }) => name === 'rbf-svm')
if (long === undefined) throw new Error('There is no rbf-svm.')
let job = await real.job({ name: 'long', pipeline: long.pipeline(42), train, test })
const again = real.core.on('jobChanged', ({ id, state }) => {
  if (id === job && state === 'done')
    void real.job({ name: 'long', pipeline: long.pipeline(42), train, test }).then((next) => (job = next))
})
await real.when(job, (told) => told.state === 'running' && told.progress.phase === 'fitting')
await table('While all cores train rbf-svm')
again()
await real.stop(job)
await real.end(job)
await real.close()
