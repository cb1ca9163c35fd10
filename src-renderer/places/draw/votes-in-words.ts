/** "All 3 models read 7.", "4 of 6 models read 7, 2 read 1."; nothing for fewer than two models. */
export function votesInWords(predicted: readonly number[]): string {
  const counts = new Map<number, number>()
  for (const digit of predicted) counts.set(digit, (counts.get(digit) ?? 0) + 1)
  const [first, ...others] = [...counts].sort((a, b) => b[1] - a[1])
  if (predicted.length < 2) return ''
  const [digit, count] = first
  if (others.length === 0) return `${count === 2 ? 'Both' : `All ${count}`} models read ${digit}.`
  const rest = others.map(([other, few]) => `${few} ${few === 1 ? 'reads' : 'read'} ${other}`)
  return `${count} of ${predicted.length} models ${count === 1 ? 'reads' : 'read'} ${digit}, ${rest.join(', ')}.`
}
