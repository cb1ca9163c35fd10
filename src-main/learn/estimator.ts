import type { Features } from './features.ts'
import type { FitContext } from './fit-context.ts'
import type { EstimatorDeclaration } from './pipeline/pipeline-spec.ts'

/**
 * Fitted is a type: `new StandardScaler(params).fit(X, y, context)` gives a FittedStandardScaler, plain data (JSON and typed arrays)
 * that can be stored and sent. What a fitted estimator can do are static methods of its class, found by `kind` in the registry.
 */
export interface Fitted {
  readonly kind: string
}

export interface FittedClassifier extends Fitted {
  /** Sorted labels. */
  readonly classes: number[]
  /** Of every problem that was solved, in order; absent where the solver does not iterate. */
  readonly iterations?: number[]
  /** Absent: yes. */
  readonly converged?: boolean
  /** false: stopped half-way; the state reached so far. Absent: true. */
  readonly complete?: boolean
}

export interface Transformer<F extends Fitted> {
  /**
   * Throws `invalid-argument` (parameters, empty or unfit data), `nothing-selected`, `out-of-memory`, `aborted` when stopped.
   * `y` may be null: transformers here learn nothing from labels.
   */
  fit(X: Features, y: Uint8Array | null, context: FitContext): F
}

export interface TransformerClass<F extends Fitted> {
  readonly declaration: EstimatorDeclaration
  new (params: never): Transformer<F>
  /** With a context, new pixels lie in its workspace, and being stopped throws `aborted`. */
  transform(fitted: F, X: Features, context?: FitContext): Features
  /** Where a step changes the rows that later ones learn from: in fitting this takes the place of `transform`. */
  trainingRows?(
    params: Record<string, unknown>,
    X: Features,
    y: Uint8Array,
    context: FitContext,
  ): { X: Features; y: Uint8Array }
}

export interface Classifier<F extends FittedClassifier> {
  /**
   * `y`: one label a row. Throws `invalid-argument` (parameters, empty or unfit data), `one-class-only`, `out-of-memory`, `overflow`; when stopped
   * it gives what was learnt with `complete: false`, or throws `aborted` where that is nothing.
   */
  fit(X: Features, y: Uint8Array, context: FitContext): F
  /** All one-vs-rest problems at once, where sharing the pass over the pixels or the kernel rows pays: one fitted per class, in order. */
  fitOneVsRest?(X: Features, y: Uint8Array, classes: number[], context: FitContext): F[]
}

/** What a classifier has to say of some rows. */
export interface Answers {
  labels: Uint8Array
  /** As `decisionFunction` gives it. */
  decision: Float64Array
  /** rows x classes; null where it gives none. */
  probabilities: Float64Array | null
}

export interface ClassifierClass<F extends FittedClassifier> {
  readonly declaration: EstimatorDeclaration
  new (params: never): Classifier<F>
  /** rows x classes, row-major; for two classes one value a row, positive for the larger label. */
  decisionFunction(fitted: F, X: Features, context: FitContext): Float64Array
  /** Where `predictProba` depends on parameters. Absent: every fitted one can, if there is a `predictProba`. */
  givesProbabilities?(fitted: F): boolean
  /** rows x classes; absent where scikit-learn has none. */
  predictProba?(fitted: F, X: Features, context: FitContext): Float64Array
  /** Where the answer is not the class of the largest decision value (or the sign of the only one): labels, one a row. */
  predict?(fitted: F, X: Features, context: FitContext): Uint8Array
  /** All of it from one pass over the rows, where the pass is what costs. */
  answers?(fitted: F, X: Features, context: FitContext): Answers
  /** Probability of the positive class by several two-class models at once: rows x models. */
  predictProbaOneVsRest?(fitted: F[], X: Features, context: FitContext): Float64Array
  /** decisionFunction of several two-class models at once: rows x models. */
  decisionFunctionOneVsRest?(fitted: F[], X: Features, context: FitContext): Float64Array
}
