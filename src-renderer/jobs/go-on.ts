import { canGoOn } from '#learn/linear-model/start-weights.ts'
import type { StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import type { JobSpec } from '#rpc/contract/job.ts'
import type { RunSummary } from '#rpc/contract/run.ts'

/** Whether a run ended before its solver had converged, and its solver can go on from what it reached. */
export function goesOn({ converged, complete, spec }: RunSummary): boolean {
  return (!converged || !complete) && canGoOn(spec.pipeline)
}

/** How many iterations going on may add; null where the pipeline leaves that to the estimator's default. */
export function iterationsMore({ spec }: RunSummary): number | null {
  const innermost = (step?: StepSpec): StepSpec | undefined => (step?.estimator ? innermost(step.estimator) : step)
  const most = innermost(spec.pipeline.steps.at(-1))?.params.maxIter
  return typeof most === 'number' ? most : null
}

/** The job that goes on from a run: "digits" becomes "digits, continued", then "digits, continued 2". */
export function goingOn({ id, name, spec }: RunSummary): JobSpec {
  const [, first, count] = /^(.*?)(?:, continued(?: (\d+))?)?$/s.exec(name) ?? ['', name]
  const times = name === first ? 1 : Number(count ?? 1) + 1
  return { ...spec, name: `${first}, continued${times > 1 ? ` ${times}` : ''}`, from: id }
}
