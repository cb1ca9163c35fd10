import type { KernelName } from './kernel.ts'

/** How kernel rows are kept: 'packed' takes 20 bits a value (SvmRoutines.packedKernelRows). */
export type RowFormat = 'float32' | 'packed'

/** Of a kept value. */
export const valueBytes: Record<RowFormat, number> = { float32: 4, packed: 2.5 }

/** What packing rounds to, as a standard deviation: a unit is 1 / 524287. */
const packingNoise = 1 / 524287 / Math.sqrt(12)
/**
 * Share of the tolerance that rounding may reach in f(x), were every alpha at its bound. Kernels that are not here have no bounds; that of sigmoid is not
 * positive definite, so that a little can lead to another solution.
 */
const noiseShare: Partial<Record<KernelName, number>> = { rbf: 1 / 5, sigmoid: 1 / 16 }

export interface RowUse {
  readonly rows: number
  /** Largest bound of an alpha. */
  readonly bound: number
  readonly tolerance: number
  /** Every problem takes in all rows: packed ones are read in whole panels. */
  readonly allColumns: boolean
}

/**
 * Packed where every value lies in [-1, 1] and rounding cannot be felt: f(x) is a sum of alpha_i y_i K(x_i, x) over at most `rows` terms, each rounded
 * for itself.
 */
export function rowFormat(kernel: KernelName, { rows, bound, tolerance, allColumns }: RowUse): RowFormat {
  const noise = bound * Math.sqrt(rows) * packingNoise
  return allColumns && noise <= tolerance * (noiseShare[kernel] ?? 0) ? 'packed' : 'float32'
}
