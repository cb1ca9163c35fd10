/** Pixels that hang together, and the box about them (right and bottom exclusive). */
export interface Part {
  label: number
  area: number
  left: number
  top: number
  right: number
  bottom: number
}

export interface ConnectedParts {
  /** Per pixel: 0, or 1 + index of its part. */
  labels: Int32Array
  parts: Part[]
}

/** Parts of a mask, in eight directions, found by flooding. */
export function connectedParts(mask: Uint8Array, height: number, width: number): ConnectedParts {
  const labels = new Int32Array(mask.length)
  const parts: Part[] = []
  const stack: number[] = []
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || labels[start] !== 0) continue
    const part = { label: parts.length + 1, area: 0, left: width, top: height, right: 0, bottom: 0 }
    parts.push(part)
    labels[start] = part.label
    stack.push(start)
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const y = Math.floor(at / width)
      const x = at - y * width
      part.area++
      part.left = Math.min(part.left, x)
      part.right = Math.max(part.right, x + 1)
      part.top = Math.min(part.top, y)
      part.bottom = Math.max(part.bottom, y + 1)
      for (let r = Math.max(0, y - 1); r <= Math.min(height - 1, y + 1); r++) {
        for (let c = Math.max(0, x - 1); c <= Math.min(width - 1, x + 1); c++) {
          const near = r * width + c
          if (mask[near] === 0 || labels[near] !== 0) continue
          labels[near] = part.label
          stack.push(near)
        }
      }
    }
  }
  return { labels, parts }
}
