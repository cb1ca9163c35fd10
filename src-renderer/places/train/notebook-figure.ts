import { mnist } from '#learn/datasets/known-datasets.ts'
import type { KnownFigure } from '#learn/pipeline/notebook-pipelines.ts'
import type { PipelineSpec } from '#learn/pipeline/pipeline-spec.ts'
import { formatScore } from '#renderer/format-number.ts'
import type { RunSummary } from '#rpc/contract/run.ts'
import { declarationOf } from './declaration-of.ts'
import { draftOf, specOf } from './pipeline-draft.ts'
import { pipelinePresets } from './pipeline-presets.ts'

/** Every parameter named, in one order; the seed apart, which the notebook left to chance. */
function written(pipeline: PipelineSpec): string {
  return JSON.stringify({ ...specOf(draftOf(pipeline, declarationOf), declarationOf), seed: 0 })
}

/** What exactly this fit came to on MNIST elsewhere; null: another fit, other digits, or no figure. */
export function knownFor({ spec, trainRows }: RunSummary): KnownFigure | null {
  // Fashion-MNIST and others have as many rows. Own digits would make them more.
  const wholeMnist = spec.train === mnist.train && spec.test === mnist.test && trainRows === 60_000
  if (!wholeMnist || spec.from !== undefined) return null
  const own = written(spec.pipeline)
  return pipelinePresets.find(({ known, pipeline }) => known !== null && written(pipeline) === own)?.known ?? null
}

/** "the notebook printed 0.9029", "scikit-learn reaches 0.9691" */
export function knownInWords({ accuracy, by }: KnownFigure): string {
  return `${by === 'notebook' ? 'the notebook printed' : 'scikit-learn reaches'} ${formatScore(accuracy)}`
}
