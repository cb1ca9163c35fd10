/** [first, last) in steps. */
export function ranges(first: number, last: number, step: number): [number, number][] {
  const parts: [number, number][] = []
  for (let at = first; at < last; at += step) parts.push([at, Math.min(last, at + step)])
  return parts
}
