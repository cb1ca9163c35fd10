import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { ranges } from '../ranges.ts'

export const panelWidth = 16

/** Values as the routines read them: grey levels stay bytes. */
interface Values {
  readonly bytes: Uint8Array | null
  readonly numbers: Float64Array | null
  readonly stride: number
  readonly selected: Int32Array
  readonly rowNorm: Float64Array
  readonly mean: Float64Array
  readonly scale: Float64Array
}

/** Rows of `X` in the workspace, in the order of `order`, both as panels (one side of the product) and as groups (the other). */
export class KernelColumns {
  readonly size: number
  /** size rounded up to whole panels. */
  readonly stride: number
  readonly features: number
  /** 32-bit words of a mask. */
  readonly words: number
  readonly panels: Float32Array
  readonly shifts: Float32Array
  readonly norms: Float32Array
  readonly masks: Int32Array
  readonly #values: Values
  readonly #order: Int32Array
  readonly #context: FitContext

  constructor(X: Features, order: Int32Array, context: FitContext) {
    const { workspace } = context
    this.#context = context
    this.size = order.length
    this.stride = Math.ceil(this.size / panelWidth) * panelWidth
    this.features = X.columns
    this.words = (X.columns + 31) >> 5
    this.#values = workspaceValues(X, context)
    this.#order = workspace.i32(order.length)
    this.panels = workspace.f32(this.stride * X.columns, 'as it is')
    // Beside the rows the last panel holds nothing.
    this.panels.fill(0, Math.max(0, this.stride - panelWidth) * X.columns)
    this.shifts = workspace.f32(this.stride)
    this.norms = workspace.f32(this.stride)
    this.masks = workspace.i32(this.size * this.words, 'as it is')
    this.fill(order)
  }

  /** Takes these rows instead; as many as before, or fewer. */
  fill(order: Int32Array): void {
    const { bytes, numbers, stride, selected, rowNorm, mean, scale } = this.#values
    this.#order.set(order)
    const parts = ranges(0, order.length, 16 * panelWidth)
    const before = [stride, selected, this.features, this.#order, rowNorm, mean, scale] as const
    const after = [this.panels, this.shifts, this.norms, this.masks] as const
    const { team, stop } = this.#context
    for (const [from, to] of ranges(0, parts.length, 16)) {
      if (stop.stopped) return
      const some = parts.slice(from, to)
      if (bytes !== null) {
        const calls = some.map(([first, last]) => [bytes, ...before, first, last, ...after] as const)
        team.parallel('pixelPanels', calls.map(copy))
      } else if (numbers !== null) {
        const calls = some.map(([first, last]) => [numbers, ...before, first, last, ...after] as const)
        team.parallel('valuePanels', calls.map(copy))
      }
    }
  }

  /** Entries of the first `groups` groups of `members`, for kernelRows. */
  listEntries(members: Int32Array, groups: number, entries: Float32Array, counts: Int32Array): void {
    const { bytes, numbers, stride, selected, rowNorm, scale } = this.#values
    const parts = ranges(0, groups, 8)
    const before = [stride, selected, this.features, this.#order, rowNorm, scale, this.masks, members] as const
    const { team } = this.#context
    if (bytes !== null) {
      const calls = parts.map(([first, last]) => [bytes, ...before, first, last, entries, counts] as const)
      team.parallel('pixelGroups', calls.map(copy))
    } else if (numbers !== null) {
      const calls = parts.map(([first, last]) => [numbers, ...before, first, last, entries, counts] as const)
      team.parallel('valueGroups', calls.map(copy))
    }
  }
}

const copy = <T extends readonly unknown[]>(call: T) => [...call] as unknown as { -readonly [K in keyof T]: T[K] }

function workspaceValues(X: Features, { workspace }: FitContext): Values {
  const filled = (values: Float64Array | null, length: number, otherwise: number) => {
    const array = workspace.f64(length)
    if (values === null) array.fill(otherwise)
    else array.set(values)
    return array
  }
  const selected = workspace.i32(X.columns)
  if (X.kind === 'pixels') {
    selected.set(X.selected)
    const held = workspace.holds(X.pixels)
    const bytes = held ? X.pixels : workspace.u8(X.rows * X.stride, 'as it is')
    if (!held) bytes.set(X.pixels.subarray(0, bytes.length))
    return {
      bytes,
      numbers: null,
      stride: X.stride,
      selected,
      rowNorm: filled(X.rowNorm, X.rows, 1),
      mean: filled(X.mean, X.columns, 0),
      scale: filled(X.scale, X.columns, 1),
    }
  }
  selected.forEach((_, j) => (selected[j] = j))
  return {
    bytes: null,
    numbers: filled(X.values, X.values.length, 0),
    stride: X.columns,
    selected,
    rowNorm: filled(null, X.rows, 1),
    mean: filled(null, X.columns, 0),
    scale: filled(null, X.columns, 1),
  }
}
