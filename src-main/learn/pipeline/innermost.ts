import { checkedParams } from '../params.ts'
import type { ParamValue, StepSpec } from './pipeline-spec.ts'
import { declarationOf } from './registry.ts'

/** The estimator that learns, inside one-vs-rest and the like. */
export function innermost(step: StepSpec): StepSpec {
  return step.estimator ? innermost(step.estimator) : step
}

/** With the defaults filled in. */
export function paramsOf({ kind, params }: StepSpec): Record<string, ParamValue> {
  return checkedParams<Record<string, ParamValue>>(declarationOf(kind), params)
}

/** Of each support vector, itself included. */
export function copiesOf(step: StepSpec): number {
  return paramsOf(step).shifts === '8' ? 9 : 5
}
