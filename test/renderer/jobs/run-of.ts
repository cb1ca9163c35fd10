import { mnist } from '#learn/datasets/known-datasets.ts'
import { declarationOf } from '#renderer/places/train/declaration-of.ts'
import { draftOf, specOf } from '#renderer/places/train/pipeline-draft.ts'
import { pipelinePresets } from '#renderer/places/train/pipeline-presets.ts'
import type { RunSummary } from '#rpc/contract/run.ts'

const preset = (id: string) => pipelinePresets.find((each) => each.id === id)!

/** A run of a preset on all of MNIST, as Train sends it: every parameter named. */
export function runOf(id: string, changes: Partial<RunSummary> = {}): RunSummary {
  const pipeline = specOf(draftOf(preset(id).pipeline, declarationOf), declarationOf)
  return {
    id: 'run-1',
    name: 'digits',
    spec: { name: 'digits', pipeline, ...mnist },
    created: 0,
    complete: true,
    fitSeconds: 1,
    predictSeconds: 1,
    peakMemoryMB: 1,
    threads: 1,
    features: 717,
    trainRows: 60_000,
    testRows: 10_000,
    accuracy: 0.9031,
    f1: 0.9,
    iterations: [100],
    converged: false,
    warnings: ['It reached its limit of 100 iterations.'],
    ...changes,
  }
}
