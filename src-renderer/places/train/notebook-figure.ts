import type { PipelineSpec } from '#learn/pipeline/pipeline-spec.ts'
import { pipelinePresets } from './pipeline-presets.ts'
import type { RunSummary } from '#rpc/contract/run.ts'
import { declarationOf } from './declaration-of.ts'
import { draftOf, specOf } from './pipeline-draft.ts'

/** Every parameter named, in one order; the seed apart, which the notebook left to chance. */
function written(pipeline: PipelineSpec): string {
  return JSON.stringify({ ...specOf(draftOf(pipeline, declarationOf), declarationOf), seed: 0 })
}

/** The accuracy that the notebook printed for exactly this fit on MNIST; null: for another, or for none. */
export function printedFor({ spec, trainRows, testRows }: RunSummary): number | null {
  if (trainRows !== 60_000 || testRows !== 10_000 || spec.from !== undefined) return null
  const own = written(spec.pipeline)
  return pipelinePresets.find(({ printed, pipeline }) => printed !== null && written(pipeline) === own)?.printed ?? null
}
