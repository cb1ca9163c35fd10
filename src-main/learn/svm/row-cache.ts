import { AppError } from '../app-error.ts'
import type { Workspace } from '../fit-context.ts'
import type { KernelMatrix } from './kernel-matrix.ts'

const reserve = 2 ** 20

/** Kernel rows that were computed, as many as there is room for. */
export class RowCache {
  readonly capacity: number
  /** In the matrix's format. */
  readonly rows: Float32Array
  /** Slot of each column's row, -1 where it is not kept. */
  readonly slotOf: Int32Array
  readonly #matrix: KernelMatrix
  readonly #columnOf: Int32Array
  readonly #lastUse: Int32Array
  #filled = 0
  #round = 0

  /** Takes what is left of the workspace, or as much as all rows need; at least `fewestRows` are wanted at once. */
  constructor(matrix: KernelMatrix, fewestRows: number, workspace: Workspace) {
    this.#matrix = matrix
    const left = workspace.budgetBytes - workspace.usedBytes - matrix.size * 4 - reserve
    this.capacity = Math.min(matrix.size, Math.floor(left / (matrix.rowWords * 4)) - 1)
    if (this.capacity < Math.min(matrix.size, fewestRows)) {
      throw new AppError('out-of-memory', 'The memory budget leaves no room for kernel rows.', {
        hint: 'Allow more memory, or train on fewer rows.',
      })
    }
    const { capacity } = this
    // One more: where padding rows of a tile go. None is read before it was computed, so none has to be cleared.
    this.rows = workspace.f32((capacity + 1) * matrix.rowWords, 'as it is')
    this.slotOf = workspace.i32(matrix.size).fill(-1)
    this.#columnOf = new Int32Array(capacity).fill(-1)
    this.#lastUse = new Int32Array(capacity)
  }

  /** No slot is left, and not all rows have one. */
  get full(): boolean {
    return this.#filled === this.capacity && this.capacity < this.#matrix.size
  }

  has(column: number): boolean {
    return this.slotOf[column] >= 0
  }

  /**
   * Makes the rows of all these columns (at most `capacity`) available. Where room is needed, rows go that are worth least,
   * and among these the ones unused for longest.
   */
  require(columns: Set<number>, worth: (column: number) => number): void {
    this.#round++
    const wanted: number[] = []
    for (const column of columns) {
      const slot = this.slotOf[column]
      if (slot >= 0) this.#lastUse[slot] = this.#round
      else wanted.push(column)
    }
    if (wanted.length === 0) return
    const slots = this.#freeSlots(wanted.length, worth)
    wanted.forEach((column, i) => {
      this.slotOf[column] = slots[i]
      this.#columnOf[slots[i]] = column
      this.#lastUse[slots[i]] = this.#round
    })
    this.#matrix.compute(wanted, slots, this.rows, this.capacity)
  }

  #freeSlots(count: number, worth: (column: number) => number): number[] {
    const slots: number[] = []
    const before = this.#filled
    while (slots.length < count && this.#filled < this.capacity) slots.push(this.#filled++)
    if (slots.length === count) return slots
    const old: { slot: number; key: number }[] = []
    for (let slot = 0; slot < before; slot++) {
      const used = this.#lastUse[slot]
      if (used < this.#round) old.push({ slot, key: worth(this.#columnOf[slot]) * 1e9 + used })
    }
    old.sort((a, b) => a.key - b.key)
    for (const { slot } of old.slice(0, count - slots.length)) {
      this.slotOf[this.#columnOf[slot]] = -1
      slots.push(slot)
    }
    return slots
  }
}
