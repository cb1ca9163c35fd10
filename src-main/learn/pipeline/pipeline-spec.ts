/** Plain data: crosses processes, is stored with every run, and can be written by hand. */
export type ParamValue = number | string | boolean | null | number[]

/** `kind` and parameters carry scikit-learn's names, parameters in camelCase; meta-estimators nest under `estimator`. */
export interface StepSpec {
  kind: string
  params: Record<string, ParamValue>
  estimator?: StepSpec
}

export interface PipelineSpec {
  steps: StepSpec[]
  /** These labels against the rest; [0] makes "zero or not". Absent: all digits. */
  positive?: number[]
  seed: number
}

/** One declared parameter: validation and the Train form both read it. */
export type ParamDeclaration = {
  name: string
  /** Label on the form. */
  label: string
  /** One plain line: what it does and when to change it. */
  help: string
  default: ParamValue
  /** It counts only beside these values of other parameters: `{ kernel: ['poly'] }`. */
  onlyWith?: Record<string, ParamValue[]>
} & (
  | {
      type: 'number'
      min: number
      max: number
      minExclusive?: boolean
      integer?: boolean
      step?: number
      scale?: 'linear' | 'log'
      special?: string[]
    }
  | { type: 'choice'; options: { value: string; label: string }[] }
  | { type: 'boolean' }
  | { type: 'numbers'; length: number }
)

export interface ParamClash {
  /** Name of the parameter to change. */
  param: string
  sentence: string
  hint?: string
}

export interface EstimatorDeclaration {
  kind: string
  label: string
  help: string
  role: 'selector' | 'transformer' | 'classifier' | 'meta'
  params: ParamDeclaration[]
  /** What is wrong with values that are right one by one but not together; null: nothing. Given all of them, defaults filled in. */
  clash?(params: Record<string, ParamValue>): ParamClash | null
}
