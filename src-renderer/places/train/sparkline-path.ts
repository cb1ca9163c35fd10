/**
 * The way of the objective as an SVG path, left to right over `width`, the largest value at the top.
 * A wide range is drawn by its logarithm: the last tenth of a fit is what one looks at.
 */
export function sparklinePath(trace: number[], width: number, height: number): string {
  const finite = trace.filter(Number.isFinite)
  if (finite.length < 2) return ''
  const low = Math.min(...finite)
  const high = Math.max(...finite)
  const scale = low > 0 && high / low > 20 ? Math.log : (value: number) => value
  const span = scale(high) - scale(low)
  const y = (value: number) => (span === 0 ? height / 2 : ((scale(high) - scale(value)) / span) * height)
  const step = width / (finite.length - 1)
  return finite.map((value, k) => `${k === 0 ? 'M' : 'L'}${(k * step).toFixed(1)} ${y(value).toFixed(1)}`).join('')
}
