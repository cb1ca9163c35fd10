/** "22 Nov, 18:49"; the year where it is another one. */
export function formatMoment(milliseconds: number, now = Date.now()): string {
  const date = new Date(milliseconds)
  const sameYear = date.getFullYear() === new Date(now).getFullYear()
  return date.toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  })
}
