import type { SvmRoutines } from '#learn/svm/svm-routines.ts'

const groupRows = 6

function panelsOf(
  ...[values, stride, selected, features, order, rowNorm, mean, scale, first, last, panels, shifts, norms, masks]:
    Parameters<SvmRoutines['pixelPanels']> | Parameters<SvmRoutines['valuePanels']>
): void {
  const words = (features + 31) >> 5
  for (let j = first; j < last; j++) {
    const row = order[j]
    masks.fill(0, j * words, (j + 1) * words)
    let shift = 0
    let square = 0
    for (let k = 0; k < features; k++) {
      const value = values[row * stride + selected[k]]
      const z = (value / rowNorm[row] - mean[k]) / scale[k]
      shift += (mean[k] / scale[k]) * z
      square += z * z
      panels[(j >> 4) * features * 16 + k * 16 + (j & 15)] = z
      if (value !== 0) masks[j * words + (k >> 5)] |= 1 << (k & 31)
    }
    shifts[j] = shift
    norms[j] = square
  }
}

function groupsOf(
  ...[
    values,
    stride,
    selected,
    features,
    order,
    rowNorm,
    scale,
    masks,
    members,
    firstGroup,
    lastGroup,
    entries,
    counts,
  ]: Parameters<SvmRoutines['pixelGroups']> | Parameters<SvmRoutines['valueGroups']>
): void {
  const words = (features + 31) >> 5
  const offsets = new Uint32Array(entries.buffer, entries.byteOffset, entries.length)
  for (let g = firstGroup; g < lastGroup; g++) {
    const rows = members.subarray(g * groupRows, (g + 1) * groupRows)
    let at = g * features * 8
    counts[g] = 0
    for (let k = 0; k < features; k++) {
      if (!rows.some((j) => j >= 0 && ((masks[j * words + (k >> 5)] >>> (k & 31)) & 1) === 1)) continue
      offsets[at] = k * 64
      rows.forEach((j, r) => {
        entries[at + 2 + r] = j < 0 ? 0 : values[order[j] * stride + selected[k]] / rowNorm[order[j]] / scale[k]
      })
      counts[g]++
      at += 8
    }
  }
}

export const pixelPanels: SvmRoutines['pixelPanels'] = panelsOf
export const valuePanels: SvmRoutines['valuePanels'] = panelsOf
export const pixelGroups: SvmRoutines['pixelGroups'] = groupsOf
export const valueGroups: SvmRoutines['valueGroups'] = groupsOf

function bitCount(word: number): number {
  let count = 0
  for (let left = word; left !== 0; left &= left - 1) count++
  return count
}

export const groupSimilar: SvmRoutines['groupSimilar'] = (masks, words, ids, count, union) => {
  for (let start = 0; start < count; start += groupRows) {
    union.set(masks.subarray(ids[start] * words, (ids[start] + 1) * words))
    for (let next = start + 1; next < Math.min(start + groupRows, count); next++) {
      let best = next
      let least = Infinity
      for (let i = next; i < count; i++) {
        let bits = 0
        for (let w = 0; w < words; w++) bits += bitCount(masks[ids[i] * words + w] | union[w])
        if (bits < least) {
          least = bits
          best = i
        }
      }
      const chosen = ids[best]
      ids[best] = ids[next]
      ids[next] = chosen
      for (let w = 0; w < words; w++) union[w] |= masks[chosen * words + w]
    }
  }
}
