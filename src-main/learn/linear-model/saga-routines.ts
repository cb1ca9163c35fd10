/**
 * SAGA over sparse rows for several problems that draw the same rows (saga-pixels.ts has the mathematics). Vectors lie problem by problem
 * within a column, [column * lanes + k]; `lanes` is even and at most 10.
 */
export interface SagaRoutines {
  /**
   * Takes the steps `first` .. `first + count - 1` of an epoch. `order[t]`: the row of step t; `cumulative[t]`: sum of the gradient steps before t;
   * `schedule[4 t ..]`: scale before, step (1 - 1/seen), the same over the scale after, step / seen. `rowOffset[i]`: z_i . u.
   * `history[j]`: the step up to which column j has followed; `state[k * 6 ..]`: nu, gamma, v.u, G.u, intercept, sum of gradients.
   * `squaredOffset`: u . u. `memory`: rows x lanes, the last gradient of each row. Labels equal to positive[k] are +1.
   * `fitIntercept`: 0 or 1. `variant`: 1 SAGA, 0 SAG. `scratch`: 32 entries.
   */
  sagaSteps(
    first: number,
    count: number,
    lanes: number,
    order: Int32Array,
    cumulative: Float64Array,
    schedule: Float64Array,
    start: Int32Array,
    column: Int16Array,
    grey: Uint8Array,
    inverseNorm: Float64Array,
    inverseScale: Float64Array,
    rowOffset: Float64Array,
    squaredOffset: number,
    labels: Uint8Array,
    positive: Int32Array,
    positiveWeight: Float64Array,
    negativeWeight: Float64Array,
    fitIntercept: number,
    variant: number,
    v: Float64Array,
    gradientSum: Float64Array,
    history: Int32Array,
    state: Float64Array,
    memory: Float64Array,
    scratch: Float64Array,
  ): void
}
