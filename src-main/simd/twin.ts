import type { Routines } from '#learn/routines.ts'
import * as columns from './twin/columns.ts'
import * as dot from './twin/dot.ts'
import * as logistic from './twin/logistic.ts'
import * as kernelColumns from './twin/kernel-columns.ts'
import * as kernelRows from './twin/kernel-rows.ts'
import * as packedRows from './twin/packed-rows.ts'
import * as subsetSmo from './twin/subset-smo.ts'
import * as neighbors from './twin/neighbors.ts'
import * as newton from './twin/newton.ts'
import * as saga from './twin/saga.ts'
import * as sgd from './twin/sgd.ts'
import * as tron from './twin/tron.ts'

/** Every routine in plain TypeScript: the oracle of the WebAssembly builds. Only tests run it. */
export const twinRoutines: Routines = {
  ...columns,
  ...dot,
  ...kernelColumns,
  ...kernelRows,
  ...packedRows,
  ...subsetSmo,
  ...logistic,
  ...neighbors,
  ...newton,
  ...saga,
  ...sgd,
  ...tron,
}
