/** Label of a digit whose class is not known. */
export const noLabel = 255

/** Images of one size with their labels. `pixels` is row-major: rows x (height x width), 0 = paper, 255 = full ink. */
export interface DigitSet {
  rows: number
  height: number
  width: number
  pixels: Uint8Array
  labels: Uint8Array
}
