/** Numbers in [-1, 1) that look random and are the same everywhere. */
export function noise<A extends Float64Array | Float32Array>(array: A, seed = 1): A {
  let state = seed >>> 0
  for (let i = 0; i < array.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    array[i] = state / 2 ** 31 - 1
  }
  return array
}

/** Grey levels, most of them 0. */
export function greyLevels(array: Uint8Array, seed: number): Uint8Array {
  noise(new Float64Array(array.length), seed).forEach((value, i) => (array[i] = value < 0.4 ? 0 : value * 255))
  return array
}
