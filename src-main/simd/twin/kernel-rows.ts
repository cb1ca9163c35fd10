import { kernelTypes, type SvmRoutines } from '#learn/svm/svm-routines.ts'

export const kernelValues: SvmRoutines['kernelValues'] = (values, n, shifts, norms, norm, kernel) => {
  const [type, gamma, coef0, degree] = kernel
  for (let j = 0; j < n; j++) {
    const product = values[j] - shifts[j]
    if (type === kernelTypes.linear) values[j] = product
    else if (type === kernelTypes.poly) values[j] = (gamma * product + coef0) ** degree
    else if (type === kernelTypes.rbf) values[j] = Math.exp(-gamma * Math.max(0, norm + norms[j] - 2 * product))
    else values[j] = Math.tanh(gamma * product + coef0)
  }
}

export const kernelRows: SvmRoutines['kernelRows'] = (
  entries,
  counts,
  firstGroup,
  lastGroup,
  panels,
  features,
  firstColumn,
  lastColumn,
  shifts,
  norms,
  rowNorms,
  kernel,
  rows,
  rowWords,
  slots,
  stop,
) => {
  const offsets = new Uint32Array(entries.buffer, entries.byteOffset, entries.length)
  const width = lastColumn - firstColumn
  for (let g = firstGroup; g < lastGroup && stop[0] === 0; g++) {
    for (let r = 0; r < 6; r++) {
      const start = slots[6 * g + r] * rowWords + firstColumn
      const target = rows.subarray(start, start + width)
      for (let c = 0; c < width; c++) {
        const j = firstColumn + c
        const panel = (j >> 4) * features * 16 + (j & 15)
        let sum = 0
        for (let e = 0; e < counts[g]; e++) {
          const at = (g * features + e) * 8
          sum += entries[at + 2 + r] * panels[panel + offsets[at] / 4]
        }
        target[c] = sum
      }
      kernelValues(
        target,
        width,
        shifts.subarray(firstColumn),
        norms.subarray(firstColumn),
        rowNorms[6 * g + r],
        kernel,
      )
    }
  }
}

export const weighRows: SvmRoutines['weighRows'] = (values, stride, count, weights, machines, scores) => {
  for (let i = 0; i < count; i++) {
    for (let m = 0; m < machines; m++) {
      let sum = 0
      for (let j = 0; j < stride; j++) sum += values[i * stride + j] * weights[m * stride + j]
      scores[i * machines + m] = sum
    }
  }
}

export const inkedProducts: SvmRoutines['inkedProducts'] = (
  bytes,
  stride,
  inked,
  weights,
  count,
  first,
  last,
  products,
) => {
  for (let i = first; i < last; i++) {
    let sum = 0
    for (let k = 0; k < count; k++) sum += weights[k] * bytes[inked[k] * stride + i]
    products[i] = sum
  }
}
