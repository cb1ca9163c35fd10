import { expect, it } from 'vitest'
import { mostBars, strongestBars } from '#renderer/places/evaluate/strongest-bars.ts'

const bars = (count: number) =>
  Array.from({ length: count }, (_, label) => ({ label, share: ((label * 7) % count) / count }))

it('shows every class where there are few', () => {
  expect(strongestBars(bars(mostBars), 3)).toEqual(bars(mostBars))
})

it('shows the strongest of many in the order of the classes, and always the true one', () => {
  const all = bars(47)
  const shown = strongestBars(all, 0)
  const labels = shown.map(({ label }) => label)
  expect(labels).toHaveLength(mostBars)
  expect(labels).toEqual(labels.toSorted((a, b) => a - b))
  expect(labels).toContain(0)
  const weakest = Math.min(...shown.filter(({ label }) => label !== 0).map(({ share }) => share))
  expect(all.filter(({ label, share }) => share > weakest && !labels.includes(label))).toEqual([])
  expect(strongestBars(all, 255).map(({ label }) => label)).not.toContain(0)
})
