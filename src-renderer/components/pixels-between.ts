/** The pixels of a straight line from one pixel to another, without the first: a quick pointer skips some of them. */
export function pixelsBetween(from: number, to: number, width: number): number[] {
  const [fromX, fromY] = [from % width, Math.floor(from / width)]
  const [byX, byY] = [(to % width) - fromX, Math.floor(to / width) - fromY]
  const steps = Math.max(Math.abs(byX), Math.abs(byY))
  return Array.from({ length: steps }, (_, k) => {
    const share = (k + 1) / steps
    return Math.round(fromY + byY * share) * width + Math.round(fromX + byX * share)
  })
}
