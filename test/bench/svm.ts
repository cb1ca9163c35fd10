import { Worker } from 'node:worker_threads'
import type { PixelFeatures } from '#learn/features.ts'
import { rowRange } from '#learn/feature-rows.ts'
import type { FitContext } from '#learn/fit-context.ts'
import { type FittedOneVsRest, OneVsRestClassifier } from '#learn/multiclass/one-vs-rest-classifier.ts'
import { featuresOf } from '#learn/pipeline/pipeline.ts'
import { type FittedSVC, SVC } from '#learn/svm/svc.ts'
import { Deskew } from '#learn/preprocessing/deskew-step.ts'
import { Normalizer } from '#learn/preprocessing/normalizer.ts'
import { StandardScaler } from '#learn/preprocessing/standard-scaler.ts'
import { VarianceThreshold } from '#learn/feature-selection/variance-threshold.ts'
import { type FittedVirtualSupportVectors, VirtualSupportVectors } from '#learn/svm/virtual-support-vectors.ts'
import type { SVCParams } from '#learn/svm/svc-declaration.ts'
import { openEngine } from '#simd/engine.ts'
import { mnist } from '../mnist.ts'

/** node test/bench/svm.ts poly-svm [rows] [threads] [MB]: fits and predicts on the MNIST files of ../shared/mnist. */
const [step = 'poly-svm', rowsText = '10000', threadsText = '2', memoryText = '3000'] = process.argv.slice(2)
const rows = Number(rowsText)
const digits = (part: 'train' | 't10k', count: number): { X: PixelFeatures; y: Uint8Array } => {
  const set = mnist(part)
  return { X: rowRange(featuresOf(set), 0, count) as PixelFeatures, y: set.labels.subarray(0, count) }
}
const train = digits('train', rows)
const test = digits('t10k', 10_000)
const members: Worker[] = []
const memberEntry = new URL('../../src-main/processes/training-worker.ts', import.meta.url)
const engine = openEngine({
  threads: Number(threadsText),
  startMember: (data) => void members.push(new Worker(memberEntry, { workerData: data })),
})
const trace = process.env['TRACE'] !== undefined
const start = performance.now()
const told: { fraction: number; at: number }[] = []
const context: FitContext = {
  stop: engine.stop,
  workspace: engine.workspace(Number(memoryText) * 2 ** 20),
  routines: engine.routines,
  team: engine.team,
  random: null as never,
  warn: (warning) => console.log('warning:', warning),
  progress: ({ fraction, phase, objective }) => {
    told.push({ fraction, at: performance.now() - start })
    if (trace) console.log(((performance.now() - start) / 1000).toFixed(1), phase, fraction.toFixed(3), objective)
  },
}
const { threshold, scale, params } = {
  'poly-svm': { threshold: 100, scale: true, params: { kernel: 'poly', degree: 3 } },
  'poly4-svm': { threshold: 100, scale: true, params: { kernel: 'poly', degree: 4 } },
  'poly-svm-unmasked': { threshold: 0, scale: true, params: { kernel: 'poly', degree: 3 } },
  'rbf-svm': { threshold: -1, scale: true, params: { kernel: 'rbf' } },
  'sigmoid-svm': { threshold: -1, scale: true, params: { kernel: 'sigmoid' } },
  champion: { threshold: -1, scale: false, params: { kernel: 'poly', degree: 5, gamma: 1, C: 10 } },
  'virtual-svm': { threshold: -1, scale: false, params: { kernel: 'poly', degree: 9, gamma: 0.5, coef0: 0.5, C: 10 } },
  'ovo-rbf': { threshold: -1, scale: true, params: { kernel: 'rbf' } },
}[step] as { threshold: number; scale: boolean; params: Partial<SVCParams> }
if (process.env['PARAMS'] !== undefined) Object.assign(params, JSON.parse(process.env['PARAMS']))
const mask = threshold < 0 ? null : new VarianceThreshold({ threshold }).fit(train.X, null, context)
const champion = step === 'champion' || step === 'virtual-svm'
const selected = (X: PixelFeatures) => {
  if (champion) return Normalizer.transform({ kind: 'Normalizer', norm: 'l2' }, Deskew.transform({ kind: 'Deskew' }, X))
  return mask === null ? X : VarianceThreshold.transform(mask, X)
}
const scaler = scale ? new StandardScaler().fit(selected(train.X), null, context) : null
const prepared = (X: PixelFeatures) => (scaler === null ? selected(X) : StandardScaler.transform(scaler, selected(X)))
const cpu = process.cpuUsage()
const fitStart = performance.now()
const svc = new SVC(params)
const fitted = step.startsWith('ovo')
  ? svc.fit(prepared(train.X), train.y, context)
  : step === 'virtual-svm'
    ? new VirtualSupportVectors({ estimator: new OneVsRestClassifier({ estimator: svc as never }) as never }).fit(
        prepared(train.X),
        train.y,
        context,
      )
    : new OneVsRestClassifier({ estimator: svc as never }).fit(prepared(train.X), train.y, context)
const fitTime = (performance.now() - fitStart) / 1000
const fitCpu = process.cpuUsage(cpu)
const predictStart = performance.now()
const judge = fitted.kind === 'VirtualSupportVectors' ? (fitted as FittedVirtualSupportVectors).estimator : fitted
const labels =
  judge.kind === 'SVC'
    ? SVC.predict(judge as FittedSVC, prepared(test.X), context)
    : OneVsRestClassifier.predict(judge as FittedOneVsRest, prepared(test.X), context)
const predictTime = (performance.now() - predictStart) / 1000
const accuracy = labels.filter((label, i) => label === test.y[i]).length / test.y.length
const half = told.find(({ fraction }) => fraction >= 0.5)
console.log(
  `${step} rows ${rows} threads ${threadsText}: fit ${fitTime.toFixed(2)} s (CPU ${((fitCpu.user + fitCpu.system) / 1e6).toFixed(1)} s), predict ${predictTime.toFixed(2)} s, accuracy ${accuracy}, half-way after ${((half?.at ?? 0) / 1000 / fitTime).toFixed(2)}, peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
)
engine.close()
