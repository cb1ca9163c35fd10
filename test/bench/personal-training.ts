import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { DigitSet } from '#learn/datasets/digit-set.ts'
import type { FitContext } from '#learn/fit-context.ts'
import { ownDigitPixels } from '#learn/ink/own-digit-pixels.ts'
import type { FittedOneVsRest } from '#learn/multiclass/one-vs-rest-classifier.ts'
import { notebookPipelines } from '#learn/pipeline/notebook-pipelines.ts'
import { featuresOf, fitPipeline, type FittedPipeline, predict } from '#learn/pipeline/pipeline.ts'
import '#learn/pipeline/registry.ts'
import { Augment } from '#learn/preprocessing/augment.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import type { FittedSVC } from '#learn/svm/svc.ts'
import { rowsOfOwnDigits } from '#processes/training/own-rows.ts'
import { openEngine } from '#simd/engine.ts'
import { type PenDigit, readPenFile } from '#store/pen-file.ts'
import { root } from '../../scripts/root.ts'
import { hasMnist, mnist } from '../mnist.ts'

/**
 * node test/bench/personal-training.ts [pen file]: what an evening of own digits is worth. Half of a writer's digits (at most 100) joins
 * the champion's support vectors in training, as own digits do in the application; the other half is read before and after.
 * MNIST is taken from ../shared/mnist or from the folder that MNIST names.
 */
const [penFile = join(root, '../shared/pen/pen-digits.json.gz')] = process.argv.slice(2)
if (!existsSync(penFile) || !hasMnist) {
  console.error('Needs a file of pen digits with writers and the IDX files of MNIST.')
  process.exit(2)
}

const leastDigits = 40
const mostJoining = 100
const draws = [1, 2]
const size = 28 * 28

const engine = openEngine({
  threads: 2,
  startMember: (data) =>
    void new Worker(new URL('../../src-main/processes/training-worker.ts', import.meta.url), { workerData: data }),
})
const context = (seed: number): FitContext => ({
  stop: engine.stop,
  workspace: engine.workspace(3000 * 2 ** 20),
  routines: engine.routines,
  team: engine.team,
  random: new NumpyRandomState(seed),
  warn: (warning) => console.error(warning),
  progress: () => undefined,
})

const digits = mnist('train')
const champion = notebookPipelines.find(({ name }) => name === 'champion')
if (champion === undefined) throw new Error('The notebook has no champion.')
const spec = champion.pipeline(42)
const [augment, ...rest] = spec.steps

// The first step adds rows; the others are fitted on what it gives, so that support vectors can be found among the rows.
const first = context(spec.seed)
const { X, y } = Augment.trainingRows(augment.params, featuresOf(digits), digits.labels, first)
if (X.kind !== 'pixels') throw new Error('Augment gives pixels.')
const before = fitPipeline({ ...spec, steps: rest }, X, y, first)
const { estimators } = before.classifier as FittedOneVsRest
const support = [...new Set((estimators as FittedSVC[]).flatMap(({ supportRows }) => [...supportRows]))]
const kept = digitSet(
  new Uint8Array(support.length * size),
  Uint8Array.from(support, (row) => y[row]),
)
support.forEach((row, i) => kept.pixels.set(X.pixels.subarray(row * size, (row + 1) * size), i * size))
console.log(`${support.length} support vectors of ${X.rows} digits`)

console.log('\n| Writer | Digits | Join in | Tested | Wrong before | Wrong after |')
console.log('| -----: | -----: | ------: | -----: | -----------: | ----------: |')
const sums = { tested: 0, before: 0, after: 0 }
for (const [writer, digits] of writersOf(readPenFile(basename(penFile), readFileSync(penFile)))) {
  const half = Math.floor(digits.length / 2)
  const joining = Math.min(half, mostJoining)
  const wrong = { before: 0, after: 0 }
  for (const draw of draws) {
    const order = [...new NumpyRandomState(draw).permutation(digits.length)].map((k) => digits[k])
    const own = rowsOfOwnDigits(order.slice(0, joining), draw)
    const joined = digitSet(joinedBytes(kept.pixels, own.pixels), joinedBytes(kept.labels, own.labels))
    const after = fitPipeline({ ...spec, steps: rest }, featuresOf(joined), joined.labels, context(draw))
    const test = order.slice(half)
    wrong.before += mistakes(before, test) / draws.length
    wrong.after += mistakes(after, test) / draws.length
  }
  const tested = digits.length - half
  sums.tested += tested
  sums.before += wrong.before
  sums.after += wrong.after
  console.log(`| ${writer} | ${digits.length} | ${joining} | ${tested} | ${wrong.before} | ${wrong.after} |`)
}
const share = (wrong: number) => (1 - wrong / sums.tested).toFixed(4)
console.log(
  `| all | | | ${sums.tested} | ${sums.before} (${share(sums.before)}) | ${sums.after} (${share(sums.after)}) |`,
)
engine.close()

function digitSet(pixels: Uint8Array, labels: Uint8Array): DigitSet {
  return { rows: labels.length, height: 28, width: 28, pixels, labels }
}

/** Those with enough digits, in the order of their names. */
function writersOf(digits: PenDigit[]): [writer: string, digits: PenDigit[]][] {
  const hands = Map.groupBy(digits, ({ writer }) => writer ?? '')
  return [...hands]
    .filter(([writer, own]) => writer !== '' && own.length >= leastDigits)
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
}

function mistakes(fitted: FittedPipeline, digits: PenDigit[]): number {
  const images = digits.map(ownDigitPixels)
  const pixels = images.reduce(joinedBytes, new Uint8Array(0))
  const labels = Uint8Array.from(digits, ({ label }) => label)
  const answers = predict(fitted, featuresOf(digitSet(pixels, labels)), context(0))
  return labels.filter((label, i) => answers[i] !== label).length
}

function joinedBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
