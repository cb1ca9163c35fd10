import { noLabel, type DigitSet } from './digit-set.ts'

/** Rows of one set whose pixels are exactly those of another digit; equal ones stand together. */
export interface RepeatedDigits {
  /** Of another row of the same set. */
  within: Uint32Array
  /** Of a row of another set: between training and test digits, a leak. */
  across: Uint32Array
  /** Of a digit with another label, in whatever set. */
  disputed: Uint32Array
}

/**
 * Digits that are there more than once, among sets of one image size; one answer a set. The generator yields the digits done after
 * each slice of so many pixels, so its caller can do other work in between.
 */
export function* repeatedDigits(sets: DigitSet[], slice = 1 << 20): Generator<number, RepeatedDigits[]> {
  const twins = yield* firstTwins(sets, slice)
  const starts = startsOf(sets)
  // By the first of the digits that are equal: how many there are, in all and in each set, and what they are called.
  const total = new Uint32Array(twins.length)
  const inSet = sets.map(() => new Uint32Array(twins.length))
  const called = new Uint8Array(twins.length).fill(noLabel)
  const isDisputed = new Uint8Array(twins.length)
  for (const [k, { rows, labels }] of sets.entries()) {
    for (let row = 0; row < rows; row++) {
      const first = twins[starts[k] + row]
      const label = labels[row]
      total[first]++
      inSet[k][first]++
      if (label === noLabel) continue
      if (called[first] === noLabel) called[first] = label
      else if (called[first] !== label) isDisputed[first] = 1
    }
  }
  const found: RepeatedDigits[] = []
  for (const [k, { rows }] of sets.entries()) {
    yield twins.length
    const own = twins.subarray(starts[k], starts[k] + rows)
    found.push({
      within: rowsWhere(own, (first) => inSet[k][first] > 1),
      across: rowsWhere(own, (first) => total[first] > inSet[k][first]),
      disputed: rowsWhere(own, (first) => isDisputed[first] === 1),
    })
  }
  return found
}

/** Sorted by their first twin: its number and the row make one whole number below 2^53, which sorts fast. */
function rowsWhere(twins: Uint32Array, test: (first: number) => boolean): Uint32Array {
  const keys = new Float64Array(twins.length)
  let count = 0
  for (let row = 0; row < twins.length; row++) {
    if (test(twins[row])) keys[count++] = twins[row] * twins.length + row
  }
  const sorted = keys.subarray(0, count).sort()
  return new Uint32Array(sorted.map((key) => key % twins.length))
}

/**
 * Entry i: the first digit with the same pixels as digit i, counted through all sets; i itself where there is none before it.
 * A table of first digits by their hash, open addressing, at most half full; equal hashes are settled by the pixels themselves.
 */
function* firstTwins(sets: DigitSet[], slice: number): Generator<number, Uint32Array> {
  const starts = startsOf(sets)
  const digits = sets.reduce((sum, { rows }) => sum + rows, 0)
  const twins = new Uint32Array(digits)
  const hashes = new Int32Array(digits)
  const mask = 2 ** Math.ceil(Math.log2(2 * digits + 1)) - 1
  /** Number of the digit + 1; 0: free. */
  const table = new Uint32Array(mask + 1)
  const pixelsOf = (digit: number) => {
    const k = starts.findLastIndex((start) => digit >= start)
    const { height, width, pixels } = sets[k]
    const from = (digit - starts[k]) * height * width
    return pixels.subarray(from, from + height * width)
  }
  let pixelsSince = 0
  for (let digit = 0; digit < digits; digit++) {
    const own = pixelsOf(digit)
    const hash = (hashes[digit] = hashOf(own))
    let at = hash & mask
    while (table[at] !== 0 && !(hashes[table[at] - 1] === hash && areEqual(pixelsOf(table[at] - 1), own))) {
      at = (at + 1) & mask
    }
    if (table[at] === 0) table[at] = digit + 1
    twins[digit] = table[at] - 1
    pixelsSince += own.length
    if (pixelsSince < slice) continue
    pixelsSince = 0
    yield digit + 1
  }
  return twins
}

function startsOf(sets: DigitSet[]): number[] {
  return sets.map((_, k) => sets.slice(0, k).reduce((sum, { rows }) => sum + rows, 0))
}

/** FNV-1a over the bytes, then the last steps of MurmurHash3, for the table takes the low bits. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5 | 0
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
