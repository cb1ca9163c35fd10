import type { RunSummary } from '#rpc/contract/run.ts'
import type { RunModel } from '#store/run-store.ts'

export function exampleSummary(changes: Partial<RunSummary> = {}): RunSummary {
  return {
    id: 'run-1',
    name: 'Example',
    spec: { name: 'Example', pipeline: { steps: [], seed: 1 }, train: 'train', test: 'test' },
    created: 1,
    complete: true,
    fitSeconds: 1,
    predictSeconds: 0.1,
    peakMemoryMB: 10,
    threads: 2,
    features: 4,
    trainRows: 3,
    testRows: 3,
    accuracy: 0.5,
    f1: 0.5,
    iterations: [3],
    converged: true,
    warnings: [],
    ...changes,
  }
}

export function exampleModel(changes: Partial<RunModel> = {}): RunModel {
  return {
    spec: { steps: [], seed: 1 },
    fitted: { kind: 'Pipeline', classes: [0, 1], coef: Float64Array.of(1, 2, 3, 4) },
    height: 2,
    width: 2,
    testPredicted: Uint8Array.of(0, 1, 1),
    testScores: Float32Array.of(0.5, -0.5, -1, 1, -2, 2),
    testScoreKind: 'margin',
    ...changes,
  }
}
