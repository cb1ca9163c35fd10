import type { FitContext, Workspace } from '#learn/fit-context.ts'
import { kernelTypes } from '#learn/svm/svm-routines.ts'
import { noise } from './noise.ts'

const columns = 40
export const features = 70
export const groups = 3

/** Bytes of which four in five are 0, like the grey levels of digits. */
export function ink(length: number, workspace: Workspace): Uint8Array {
  const random = noise(new Float64Array(length), 5)
  const bytes = workspace.u8(length)
  random.forEach((value, i) => (bytes[i] = value > 0.6 ? value * 255 : 0))
  return bytes
}

/** Panels, masks and groups of made-up digits. */
export function digits({ workspace, routines }: FitContext, dense = false) {
  const bytes = ink(columns * features, workspace)
  const numbers = workspace.f64(bytes.length)
  numbers.set(bytes)

  const held = { selected: workspace.i32(features), order: workspace.i32(columns) }
  held.selected.forEach((_, k) => (held.selected[k] = k))
  held.order.forEach((_, j) => (held.order[j] = columns - 1 - j))
  const { order } = held
  const rowNorm = noise(workspace.f64(columns), 6).fill(3)
  const mean = noise(workspace.f64(features), 7)
  const scale = workspace.f64(features).fill(12.5)
  const words = Math.ceil(features / 32)
  const panels = workspace.f32(48 * features)
  const shifts = workspace.f32(48)
  const norms = workspace.f32(48)
  const masks = workspace.i32(columns * words)
  const panelTail = [
    features,
    held.selected,
    features,
    order,
    rowNorm,
    mean,
    scale,
    0,
    columns,
    panels,
    shifts,
    norms,
    masks,
  ] as const
  if (dense) routines.valuePanels(numbers, ...panelTail)
  else routines.pixelPanels(bytes, ...panelTail)
  const members = workspace.i32(groups * 6).fill(-1)
  members.set([3, 1, 39, 20, 21, 22, 7, 8, 9, 10, 11, 12, 30, 31])
  const entries = workspace.f32(groups * features * 8)
  const counts = workspace.i32(groups)
  const groupTail = [
    features,
    held.selected,
    features,
    order,
    rowNorm,
    scale,
    masks,
    members,
    0,
    groups,
    entries,
    counts,
  ] as const
  if (dense) routines.valueGroups(numbers, ...groupTail)
  else routines.pixelGroups(bytes, ...groupTail)
  return { panels, shifts, norms, masks, words, members, entries, counts }
}

/** The entries in use, and what the panels hold. */
export function seen({ panels, shifts, norms, masks, entries, counts }: ReturnType<typeof digits>): number[] {
  const offsets = new Uint32Array(entries.buffer, entries.byteOffset, entries.length)
  const listed: number[] = []
  counts.forEach((count, g) => {
    for (let e = 0; e < count; e++) {
      const at = (g * features + e) * 8
      listed.push(offsets[at], ...entries.subarray(at + 2, at + 8))
    }
  })
  return [...panels, ...shifts, ...norms, ...masks, ...counts, ...listed]
}

export function kernel(workspace: Workspace, type: keyof typeof kernelTypes, gamma: number): Float64Array {
  const array = workspace.f64(4)
  array.set([kernelTypes[type], gamma, 0.25, 5])
  return array
}
