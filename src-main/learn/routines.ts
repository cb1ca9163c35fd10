import type { LogisticRoutines } from './linear-model/logistic-routines.ts'
import type { SagaRoutines } from './linear-model/saga-routines.ts'
import type { SgdRoutines } from './linear-model/sgd-routines.ts'
import type { NeighborsRoutines } from './neighbors/neighbors-routines.ts'
import type { ColumnRoutines } from './preprocessing/column-routines.ts'
import type { NewtonRoutines } from './svm/newton-routines.ts'
import type { TronRoutines } from './svm/tron-routines.ts'
import type { SvmRoutines } from './svm/svm-routines.ts'

/**
 * The heavy inner loops, by name. Arguments are typed arrays from a Workspace (or sub-arrays of one) and numbers, so a call
 * can be sent to another thread as addresses. `simd/` holds two implementations: WebAssembly and its plain TypeScript twin.
 * Each group of routines is declared next to the solver that needs it and joined here.
 */
export interface Routines
  extends
    ColumnRoutines,
    LogisticRoutines,
    NeighborsRoutines,
    NewtonRoutines,
    SagaRoutines,
    SgdRoutines,
    SvmRoutines,
    TronRoutines {
  /** Sum of a[i] * b[i] over the first n entries, left to right in the twin. */
  dotF64(a: Float64Array, b: Float64Array, n: number): number
  /** y[i] += a * x[i]. */
  axpyF64(a: number, x: Float64Array, y: Float64Array, n: number): void
}

export type RoutineName = keyof Routines
