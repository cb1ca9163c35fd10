import type { StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import type { RunSummary } from '#rpc/contract/run.ts'

export interface Difference {
  /** What it is: "StandardScaler", "SVC C", "training rows". */
  name: string
  /** One a run, in their order; null: the run has no such thing. */
  values: (string | null)[]
}

/** All settings of a run, by name, in the order of the pipeline. */
function settingsOf(run: RunSummary): Map<string, string> {
  const settings = new Map<string, string>()
  const enter = ({ kind, params, estimator }: StepSpec) => {
    settings.set(kind, 'yes')
    for (const [name, value] of Object.entries(params))
      settings.set(`${kind} ${name}`, value === null ? 'none' : String(value))
    if (estimator) enter(estimator)
  }
  const { steps, positive, seed } = run.spec.pipeline
  settings.set('question', positive ? `${positive.join(', ')} or not` : 'which digit')
  steps.forEach(enter)
  settings.set('pixels', String(run.features))
  settings.set('training rows', String(run.trainRows))
  settings.set('training digits', run.spec.train.slice(0, 12))
  settings.set('test digits', run.spec.test.slice(0, 12))
  settings.set('seed', String(seed))
  return settings
}

/** Only what is not the same in all of them. */
export function differences(runs: RunSummary[]): Difference[] {
  const all = runs.map(settingsOf)
  const names = [...new Set(all.flatMap((settings) => [...settings.keys()]))]
  return names
    .map((name) => ({ name, values: all.map((settings) => settings.get(name) ?? null) }))
    .filter(({ values }) => values.some((value) => value !== values[0]))
}
