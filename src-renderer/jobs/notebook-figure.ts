import { mnist } from '#learn/datasets/known-datasets.ts'
import { declarations } from '#learn/pipeline/declarations.ts'
import { notebookPipelines, type KnownFigure } from '#learn/pipeline/notebook-pipelines.ts'
import type { PipelineSpec, StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import { formatScore } from '#renderer/format-number.ts'
import type { RunSummary } from '#rpc/contract/run.ts'

/** Every parameter named, in one order; the seed apart, which the notebook left to chance. */
function written({ steps, positive }: PipelineSpec): string {
  const named = ({ kind, params, estimator }: StepSpec): unknown => {
    const declared = declarations.find((each) => each.kind === kind)?.params ?? []
    const all = Object.fromEntries(declared.map((param) => [param.name, params[param.name] ?? param.default]))
    return [kind, all, estimator && named(estimator)]
  }
  return JSON.stringify([steps.map(named), positive])
}

/** What exactly this fit came to on MNIST elsewhere; null: another fit, other digits, or no figure. */
export function knownFor({ spec, trainRows }: RunSummary): KnownFigure | null {
  // Fashion-MNIST and others have as many rows. Own digits would make them more.
  const wholeMnist = spec.train === mnist.train && spec.test === mnist.test && trainRows === 60_000
  if (!wholeMnist || spec.from !== undefined) return null
  const own = written(spec.pipeline)
  return notebookPipelines.find(({ known, pipeline }) => known !== null && written(pipeline(0)) === own)?.known ?? null
}

/** "the notebook printed 0.9029", "scikit-learn reaches 0.9691" */
export function knownInWords({ accuracy, by }: KnownFigure): string {
  return `${by === 'notebook' ? 'the notebook printed' : 'scikit-learn reaches'} ${formatScore(accuracy)}`
}
