export function inkCounts(first: i32, last: i32, pixels: usize, stride: i32, columnOf: usize, start: usize): void {
  for (let i = first; i < last; i++) {
    const row = pixels + <usize>i * stride
    let count = 0
    let j = 0
    for (; j + 16 <= stride; j += 16) {
      // A column's number is below 0 where the pixel has none, so its sign tells; narrowing keeps it.
      const at = columnOf + (<usize>j << 1)
      const none = i8x16.narrow_i16x8_s(v128.load(at), v128.load(at, 16))
      const ink = v128.andnot(i8x16.ne(v128.load(row + j), i8x16.splat(0)), i8x16.shr_s(none, 7))
      count += popcnt(i8x16.bitmask(ink))
    }
    for (; j < stride; j++) {
      if (load<u8>(row + j) != 0 && load<i16>(columnOf + (<usize>j << 1)) >= 0) count++
    }
    store<i32>(start + (<usize>i << 2), count, 4)
  }
}

export function inkPlaces(
  first: i32,
  last: i32,
  pixels: usize,
  stride: i32,
  columnOf: usize,
  start: usize,
  column: usize,
  grey: usize,
): void {
  for (let i = first; i < last; i++) {
    const row = pixels + <usize>i * stride
    let place = <usize>load<i32>(start + (<usize>i << 2))
    const end = <usize>load<i32>(start + (<usize>i << 2), 4)
    // Every pixel is written, and the next one over it unless it was ink: no branch to guess wrong.
    for (let j: usize = 0; place < end; j++) {
      const value = load<u8>(row + j)
      const own = load<i16>(columnOf + (j << 1))
      store<i16>(column + (place << 1), own)
      store<u8>(grey + place, value)
      place += <usize>(value != 0) & <usize>(own >= 0)
    }
  }
}
