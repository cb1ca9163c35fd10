import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { notebookPipelines } from '#learn/pipeline/notebook-pipelines.ts'
import { mnist } from '../mnist.ts'
import { RealCore } from '../processes/engine/real-core.ts'

/**
 * node test/bench/stops.ts [step ...]: how long a job on 700,000 digits (MNIST over and over) goes on after it was told to stop, at several moments
 * of its reading, preparing and fitting.
 */
const rows = 700_000
const moments = [300, 1000, 2000, 3500, 6000, 9000]
const steps = process.argv.slice(2)
const wanted = steps.length > 0 ? steps : ['zero', 'digits', 'digits-lbfgs', 'linear-svm', 'poly-svm', 'rbf-svm', 'knn']

function manyTimes({ pixels, labels, ...set }: DigitSet): DigitSet {
  const size = set.height * set.width
  const many = { pixels: new Uint8Array(rows * size), labels: new Uint8Array(rows) }
  for (let at = 0; at < rows; at += set.rows) {
    const count = Math.min(set.rows, rows - at)
    many.pixels.set(pixels.subarray(0, count * size), at * size)
    many.labels.set(labels.subarray(0, count), at)
  }
  return { ...set, ...many, rows }
}

const real = await RealCore.start()
const train = await real.store(manyTimes(mnist('train')))
const test = await real.store(mnist('t10k'))
let worst = 0
for (const step of wanted) {
  const found = notebookPipelines.find(({ name }) => name === step)
  if (found === undefined) throw new Error(`There is no step ${step}.`)
  for (const moment of moments) {
    const id = await real.job({ name: step, pipeline: found.pipeline(42), train, test, memoryMB: 3072 })
    await new Promise((resolve) => setTimeout(resolve, moment))
    const before = real.told.findLast(({ job }) => job.id === id)?.job
    const at = before?.state === 'running' ? `${before.progress.phase}, ${before.progress.fraction.toFixed(2)}` : '-'
    const asked = performance.now()
    await real.stop(id)
    const ended = await real.end(id)
    const ms = ended.at - asked
    const said = ms < 0 ? 'had ended before' : `${ms.toFixed()} ms`
    worst = Math.max(worst, ms)
    console.log(`${step.padEnd(14)}after ${String(moment).padStart(5)} ms (${at})`.padEnd(58) + said)
  }
}
console.log(`The longest: ${worst.toFixed()} ms`)
await real.close()
