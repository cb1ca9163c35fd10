import { decode } from 'fast-png'

/** Any depth and colour kind of PNG as RGBA of eight bits. */
export function decodePng(bytes: Uint8Array): { rgba: Uint8Array; height: number; width: number } {
  const { data, width, height, depth, channels, palette, transparency } = decode(bytes)
  const rgba = new Uint8Array(4 * height * width)
  const perRow = depth < 8 ? Math.ceil((width * depth * channels) / 8) : width * channels
  const sample = (r: number, c: number, channel: number): number => {
    if (depth >= 8) return data[r * perRow + c * channels + channel]
    const bit = c * depth
    return (data[r * perRow + (bit >> 3)] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1)
  }
  const most = 2 ** depth - 1
  const eight = (value: number) => (depth === 8 ? value : Math.round((value * 255) / most))
  for (let r = 0, at = 0; r < height; r++) {
    for (let c = 0; c < width; c++, at += 4) {
      if (palette) {
        const [red, green, blue, alpha = 255] = palette[sample(r, c, 0)]
        rgba.set([red, green, blue, alpha], at)
        continue
      }
      const first = sample(r, c, 0)
      const isGrey = channels < 3
      rgba[at] = eight(first)
      rgba[at + 1] = isGrey ? rgba[at] : eight(sample(r, c, 1))
      rgba[at + 2] = isGrey ? rgba[at] : eight(sample(r, c, 2))
      const hasAlpha = channels === 2 || channels === 4
      const seeThrough =
        transparency !== undefined &&
        (isGrey ? [0] : [0, 1, 2]).every((channel) => sample(r, c, channel) === transparency[channel])
      rgba[at + 3] = hasAlpha ? eight(sample(r, c, channels - 1)) : seeThrough ? 0 : 255
    }
  }
  return { rgba, height, width }
}
