/** `count` of the rows at random, ascending: the same for the same draw. */
export function drawnRows(rows: Uint32Array, count: number, draw: number): Uint32Array {
  let state = (draw * 2654435761) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  const bag = rows.slice()
  const taken = Math.min(count, bag.length)
  // Fisher and Yates, as far as it is wanted.
  for (let k = 0; k < taken; k++) {
    const other = k + Math.floor(next() * (bag.length - k))
    ;[bag[k], bag[other]] = [bag[other], bag[k]]
  }
  return bag.slice(0, taken).sort()
}
