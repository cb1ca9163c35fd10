/** Row-major grey levels, 0 = paper, 255 = full ink. */
export interface GreyImage {
  readonly height: number
  readonly width: number
  readonly pixels: Uint8Array
}

/** All paper; both sides in whole pixels. */
export function blankImage(height: number, width: number): GreyImage {
  return { height, width, pixels: new Uint8Array(height * width) }
}
