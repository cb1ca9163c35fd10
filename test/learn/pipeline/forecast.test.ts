import { describe, expect, it } from 'vitest'
import { forecastByFigures } from '#learn/pipeline/forecast-by-figures.ts'
import { notebookPipelines } from '#learn/pipeline/notebook-pipelines.ts'

const mnist = { rows: 60_000, testRows: 10_000, pixels: 784, classes: 10, threads: 2 }
const forecast = (name: string, size: Partial<typeof mnist> = {}) => {
  const found = notebookPipelines.find((each) => each.name === name)
  if (!found) throw new Error(`no cell ${name}`)
  const columns = ['linear-svm', 'poly-svm'].includes(name) ? 522 : 717
  return forecastByFigures(found.pipeline(42), { ...mnist, columns, ...size })
}

describe('a forecast from figures', () => {
  // Fit and predict on two idle cores, in seconds.
  it.each([
    ['zero', 0.8],
    ['digits', 12],
    ['linear-svm', 8.5],
    ['poly-svm', 35],
    ['knn', 5],
  ])('is within a factor of two for %s', (name, seconds) => {
    const ratio = forecast(name).seconds / seconds
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })

  it('falls with fewer rows and more threads', () => {
    for (const { name } of notebookPipelines) {
      expect(forecast(name, { rows: 10_000 }).seconds).toBeLessThan(forecast(name).seconds)
      expect(forecast(name, { threads: 8 }).seconds).toBeLessThan(forecast(name).seconds)
    }
  })

  it('counts the second fit of virtual support vectors', () => {
    expect(forecast('virtual-svm').seconds).toBeGreaterThan(5 * forecast('champion').seconds)
  })
})
