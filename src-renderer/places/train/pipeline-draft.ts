import { problemOf } from '#learn/params.ts'
import type { EstimatorDeclaration, ParamValue, PipelineSpec, StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import { defaultParams } from './read-param.ts'

/** A card of the stack. Steps that are taken out keep their parameters. */
export interface DraftStep {
  kind: string
  included: boolean
  params: Record<string, ParamValue>
}

/** The pipeline while it is edited: nested estimators lie flat, outermost first. */
export interface PipelineDraft {
  steps: DraftStep[]
  /** null: all digits. */
  positive: number[] | null
  seed: ParamValue
}

export type Declarations = (kind: string) => EstimatorDeclaration | undefined

export function draftOf(spec: PipelineSpec, declarations: Declarations): PipelineDraft {
  const steps: DraftStep[] = []
  const add = (step: StepSpec) => {
    const declaration = declarations(step.kind)
    const params = { ...(declaration ? defaultParams(declaration) : {}), ...step.params }
    steps.push({ kind: step.kind, included: true, params })
    if (step.estimator) add(step.estimator)
  }
  spec.steps.forEach(add)
  return { steps, positive: spec.positive ?? null, seed: spec.seed }
}

/** One digit against the rest is a two-class problem already: one-vs-rest round it would be an empty shell and is left out. */
export function isLeftOut(step: DraftStep, draft: PipelineDraft): boolean {
  return !step.included || (draft.positive !== null && step.kind === 'OneVsRestClassifier')
}

export function specOf(draft: PipelineDraft, declarations: Declarations): PipelineSpec {
  const steps: StepSpec[] = []
  let open: StepSpec | null = null
  for (const step of draft.steps) {
    if (isLeftOut(step, draft)) continue
    const spec: StepSpec = { kind: step.kind, params: { ...step.params } }
    if (open) open.estimator = spec
    else steps.push(spec)
    open = declarations(step.kind)?.role === 'meta' ? spec : null
  }
  return {
    steps,
    ...(draft.positive === null ? {} : { positive: [...draft.positive] }),
    seed: typeof draft.seed === 'number' ? draft.seed : 0,
  }
}

/** Sentences by "step index.parameter", for steps that will run. */
export function checkDraft(draft: PipelineDraft, declarations: Declarations): Map<string, string> {
  const problems = new Map<string, string>()
  draft.steps.forEach((step, index) => {
    if (isLeftOut(step, draft)) return
    const declaration = declarations(step.kind)
    const before = problems.size
    for (const param of declaration?.params ?? []) {
      const problem = problemOf(param, step.params[param.name])
      if (problem !== null) problems.set(`${index}.${param.name}`, problem)
    }
    if (problems.size > before) return
    const clash = declaration?.clash?.(step.params)
    if (clash) problems.set(`${index}.${clash.param}`, clash.sentence)
  })
  if (wholeProblem(draft.seed, 0, 2 ** 32 - 1) !== null) problems.set('seed', 'Give a whole number of at least 0.')
  return problems
}

/** For fields that belong to the job and not to an estimator: rows, threads, memory, seed. */
export function wholeProblem(value: ParamValue, min: number, max: number): string | null {
  return problemOf({ name: '', label: '', help: '', default: min, type: 'number', min, max, integer: true }, value)
}
