import type { FitContext } from '../fit-context.ts'
import { ranges } from '../ranges.ts'
import type { Routines } from '../routines.ts'
import { type Kernel, writeKernel } from './kernel.ts'
import type { KernelColumns } from './kernel-columns.ts'
import { type RowFormat, valueBytes } from './row-format.ts'

/** Rows in a group: the register tile of kernelRows is 6 x 8. */
const groupRows = 6
/** Columns a task takes: their panels (about 600 kB) stay in the second-level cache while all groups pass over them. */
const taskColumns = 256

/** Kernel values of rows with all columns, computed on demand. */
export class KernelMatrix {
  readonly kernel: Kernel
  readonly format: RowFormat
  rowsComputed = 0
  readonly #rows: KernelColumns
  readonly #columns: KernelColumns
  readonly #context: FitContext
  /** Groups that are computed with one pass over the panels. */
  readonly #batchGroups: number
  readonly #kernelArray: Float64Array
  readonly #members: Int32Array
  readonly #slots: Int32Array
  readonly #rowNorms: Float32Array
  readonly #entries: Float32Array
  readonly #counts: Int32Array
  readonly #unions: Int32Array
  readonly #stop: Int32Array
  /** Room for the values of a group before they are packed, apart for each task. */
  readonly #scratch: Float32Array

  constructor(
    rows: KernelColumns,
    columns: KernelColumns,
    kernel: Kernel,
    context: FitContext,
    { batchGroups = 256, format = 'float32' }: { batchGroups?: number; format?: RowFormat } = {},
  ) {
    const { workspace } = context
    this.#context = context
    this.kernel = kernel
    this.format = format
    this.#rows = rows
    this.#columns = columns
    this.#batchGroups = batchGroups
    this.#kernelArray = writeKernel(kernel, workspace.f64(4))
    // A caller who does not want to be stopped may bring a flag of its own.
    const { flag } = context.stop
    this.#stop = workspace.holds(flag) ? flag : workspace.i32(1)
    this.#members = workspace.i32(batchGroups * groupRows)
    this.#slots = workspace.i32(batchGroups * groupRows)
    this.#rowNorms = workspace.f32(batchGroups * groupRows)
    this.#entries = workspace.f32(batchGroups * rows.features * 8)
    this.#counts = workspace.i32(batchGroups)
    this.#unions = workspace.i32(Math.ceil(batchGroups / 64) * rows.words)
    this.#scratch = workspace.f32(format === 'packed' ? groupRows * columns.stride : 0)
  }

  get size(): number {
    return this.#columns.size
  }

  /** size rounded up to whole panels. */
  get stride(): number {
    return this.#columns.stride
  }

  /** 32-bit words of a kept row. */
  get rowWords(): number {
    return (this.stride * valueBytes[this.format]) / 4
  }

  /** Row ids[i] of the matrix goes to target[slots[i] * rowWords ...]; `spare` is a slot that may be overwritten. */
  compute(ids: ArrayLike<number>, slots: ArrayLike<number>, target: Float32Array, spare: number): void {
    const slotOf = new Map<number, number>()
    for (let i = 0; i < ids.length; i++) slotOf.set(ids[i], slots[i])
    // Ascending is by class, and rows of one class have most of their features in common.
    const ascending = Int32Array.from(ids).sort()
    for (const [first, last] of ranges(0, ascending.length, this.#batchGroups * groupRows)) {
      if (this.#context.stop.stopped) return
      this.#computeBatch(ascending.subarray(first, last), slotOf, target, spare)
    }
    this.rowsComputed += ascending.length
  }

  #computeBatch(ids: Int32Array, slotOf: Map<number, number>, target: Float32Array, spare: number): void {
    const { team } = this.#context
    const { panels, shifts, norms, features } = this.#columns
    const groups = Math.ceil(ids.length / groupRows)
    this.#members.fill(-1).set(ids)
    this.#groupSimilar(ids.length)
    for (let i = 0; i < groups * groupRows; i++) {
      const j = this.#members[i]
      this.#slots[i] = slotOf.get(j) ?? spare
      this.#rowNorms[i] = j < 0 ? 0 : this.#rows.norms[j]
    }
    this.#rows.listEntries(this.#members, groups, this.#entries, this.#counts)
    const calls = ranges(0, this.stride, taskColumns).map(([first, last]): Parameters<Routines['kernelRows']> => [
      ...([this.#entries, this.#counts, 0, groups, panels, features, first, last, shifts, norms] as const),
      ...([this.#rowNorms, this.#kernelArray, target, this.rowWords, this.#slots, this.#stop] as const),
    ])
    if (this.format === 'float32') team.parallel('kernelRows', calls)
    else {
      const packed = calls.map((call): Parameters<Routines['packedKernelRows']> => {
        const [, , , , , , first] = call
        return [...call, this.#scratch.subarray(groupRows * first)]
      })
      team.parallel('packedKernelRows', packed)
    }
  }

  /** In parts, since the cost grows with the square. */
  #groupSimilar(count: number): void {
    const part = 64 * groupRows
    const { masks, words } = this.#rows
    this.#context.team.parallel(
      'groupSimilar',
      ranges(0, count, part).map(([first, last]) => [
        masks,
        words,
        this.#members.subarray(first, last),
        last - first,
        this.#unions.subarray((first / part) * words),
      ]),
    )
  }
}
