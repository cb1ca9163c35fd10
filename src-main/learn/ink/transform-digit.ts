/** How a digit is moved: all zero (and scales 1) leaves it as it is. */
export interface DigitTransform {
  /** Pixels, to the right and downwards. */
  shiftX: number
  shiftY: number
  /** Radians, clockwise as seen. */
  rotation: number
  /** Pixels to the left for each pixel downwards, as ink leans. */
  slant: number
  scaleX: number
  scaleY: number
  /** -1 to 1: how far each pixel goes towards the least (thinner) or largest (bolder) of itself and its four neighbours. */
  stroke: number
}

export const unmoved: DigitTransform = { shiftX: 0, shiftY: 0, rotation: 0, slant: 0, scaleX: 1, scaleY: 1, stroke: 0 }

/** Moves digits of one size: its scratch memory is used again, so that 60,000 of them take about a second. */
export class DigitMover {
  private readonly height: number
  private readonly width: number
  /** With a margin of two pixels of paper, so that neighbours need no bounds. */
  private readonly padded: Uint8Array
  private readonly changed: Uint8Array

  constructor(height: number, width: number) {
    this.height = height
    this.width = width
    this.padded = new Uint8Array((height + 4) * (width + 4))
    this.changed = new Uint8Array((height + 4) * (width + 4))
  }

  /** Reads height x width bytes from `from`, writes as many at `to`. Only + - * / are used: the same bytes on every engine. */
  move(pixels: Uint8Array, from: number, transform: DigitTransform, out: Uint8Array, to: number): void {
    const { height, width, padded } = this
    const stride = width + 4
    for (let r = 0; r < height; r++) {
      const start = from + r * width
      padded.set(pixels.subarray(start, start + width), (r + 2) * stride + 2)
    }
    this.warp(transform.stroke === 0 ? padded : this.changeStroke(transform.stroke), transform, out, to)
  }

  private changeStroke(stroke: number): Uint8Array {
    const { height, width, padded, changed } = this
    const stride = width + 4
    // In 256ths, so that the blend stays whole.
    const share = Math.round(Math.min(1, Math.abs(stroke)) * 256)
    for (let r = 2; r < height + 2; r++) {
      for (let at = r * stride + 2, end = at + width; at < end; at++) {
        const own = padded[at]
        let target = own
        for (let k = 0; k < 4; k++) {
          const near = padded[k === 0 ? at - 1 : k === 1 ? at + 1 : k === 2 ? at - stride : at + stride]
          if (stroke > 0 ? near > target : near < target) target = near
        }
        changed[at] = own + (((target - own) * share) >> 8)
      }
    }
    return changed
  }

  /** out(c + A (p - c) + shift) = in(p): read backwards through the inverse of A = rotation x slant x scale, bilinear, 0 outside. */
  private warp(source: Uint8Array, transform: DigitTransform, out: Uint8Array, to: number): void {
    const { height, width } = this
    const { shiftX, shiftY, rotation, slant, scaleX, scaleY } = transform
    const stride = width + 4
    const half = rotation / 2
    // The half-angle tangent to the third order: exact to 1e-5 at 20 degrees.
    const t = half + (half * half * half) / 3
    const cosine = (1 - t * t) / (1 + t * t)
    const sine = (2 * t) / (1 + t * t)
    const axx = cosine * scaleX
    const ayx = sine * scaleX
    const axy = (-cosine * slant - sine) * scaleY
    const ayy = (-sine * slant + cosine) * scaleY
    const determinant = axx * ayy - axy * ayx
    const xx = ayy / determinant
    const xy = -axy / determinant
    const yx = -ayx / determinant
    const yy = axx / determinant
    const cx = width / 2
    const cy = height / 2
    for (let r = 0; r < height; r++) {
      const dy = r - cy - shiftY
      const dx = -cx - shiftX
      // In padded coordinates.
      let x = cx + xx * dx + xy * dy + 2
      let y = cy + yx * dx + yy * dy + 2
      for (let c = 0, at = to + r * width; c < width; c++, at++, x += xx, y += yx) {
        // Beyond one pixel outside there is nothing but paper.
        if (x <= 1 || y <= 1 || x >= width + 2 || y >= height + 2) {
          out[at] = 0
          continue
        }
        const left = x | 0
        const top = y | 0
        const near = top * stride + left
        const fx = x - left
        const above = source[near] + fx * (source[near + 1] - source[near])
        const below = source[near + stride] + fx * (source[near + stride + 1] - source[near + stride])
        out[at] = above + (y - top) * (below - above) + 0.5
      }
    }
  }
}
