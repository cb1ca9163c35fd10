/** numpy's reduction buffer, in elements: longer columns are summed block by block, blocks added one after another. */
const bufferLength = 8192
/** Up to here numpy's pairwise sum runs straight through; longer stretches are halved at a multiple of 8. */
const leafLength = 128

export interface RowStretch {
  first: number
  count: number
}

/** Where to halve a stretch of n rows; 0: it is a leaf. */
function leftPart(n: number): number {
  if (n <= leafLength) return 0
  const half = Math.floor(n / 2)
  return half - (half % 8)
}

/** The stretches of rows that numpy's pairwise sum of a contiguous column of this length sums straight, in order. */
export function pairwiseLeaves(rows: number): RowStretch[] {
  const leaves: RowStretch[] = []
  const split = (first: number, count: number): void => {
    const left = leftPart(count)
    if (left === 0) {
      leaves.push({ first, count })
    } else {
      split(first, left)
      split(first + left, count - left)
    }
  }
  for (let first = 0; first < rows; first += bufferLength) split(first, Math.min(bufferLength, rows - first))
  return leaves
}

/** Adds up the sums of the leaves (vectors over columns) in numpy's order. */
export function joinLeaves(rows: number, sumsOfLeaf: (leaf: number) => Float64Array): Float64Array {
  let leaf = 0
  const join = (count: number): Float64Array => {
    const left = leftPart(count)
    if (left === 0) return sumsOfLeaf(leaf++)
    const sums = join(left).slice()
    return add(sums, join(count - left))
  }
  let total: Float64Array | null = null
  for (let first = 0; first < rows; first += bufferLength) {
    const block = join(Math.min(bufferLength, rows - first))
    total = total === null ? block.slice() : add(total, block)
  }
  return total ?? new Float64Array(0)
}

function add(sums: Float64Array, more: Float64Array): Float64Array {
  for (let j = 0; j < sums.length; j++) sums[j] += more[j]
  return sums
}
