import { AppError } from '#learn/app-error.ts'
import { canGoOn, type StartWeights, startWeights } from '#learn/linear-model/start-weights.ts'
import type { FittedPipeline } from '#learn/pipeline/pipeline.ts'
import type { PipelineSpec, StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import type { JobSpec } from '#rpc/contract/job.ts'
import { readRun } from '#store/run-store.ts'

/** How long a fit may go on is all that may differ. */
const free = new Set(['maxIter', 'tol'])

/** The weights that a job goes on from, and the time they took; null for one that starts from nothing. Throws `invalid-argument`. */
export async function goOnFrom(
  dataFolder: string,
  spec: JobSpec,
): Promise<{ start: StartWeights[]; fitSeconds: number } | null> {
  if (spec.from === undefined) return null
  const { summary, model } = await readRun(dataFolder, spec.from)
  const start = canGoOn(spec.pipeline) ? startWeights((model.fitted as FittedPipeline).classifier) : null
  if (start === null || question(summary.spec) !== question(spec)) {
    throw new AppError('invalid-argument', `This run cannot continue from "${summary.name}".`, {
      hint: 'Only the same linear pipeline on the same digits can; train a new model.',
    })
  }
  return { start, fitSeconds: summary.fitSeconds }
}

/** Two jobs with the same one solve the same problems. */
function question({ pipeline, train, rows, own }: JobSpec): string {
  return JSON.stringify([train, rows ?? null, own ?? [], asked(pipeline)])
}

function asked({ steps, positive, seed }: PipelineSpec): unknown {
  return [steps.map(asStep), positive ?? null, seed]
}

function asStep({ kind, params, estimator }: StepSpec): unknown {
  const fixed = Object.entries(params).filter(([name]) => !free.has(name))
  return [kind, fixed.sort(([a], [b]) => (a < b ? -1 : 1)), estimator ? asStep(estimator) : null]
}
