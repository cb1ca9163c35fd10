import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './hosts/browser.ts'
import type { Launched } from './hosts/launched.ts'
import { golden } from './notebook-golden.ts'
import { Workbench } from './pages/workbench.ts'

let launched: Launched
let workbench: Workbench

beforeAll(async () => {
  launched = await launch()
  workbench = new Workbench(launched.page)
  await workbench.data.openSample()
  await workbench.go('Train')
})

afterAll(async () => {
  await launched?.close()
})

/** scikit-learn's name of the case and the preset for it. `tolerance`: digits of the thousand that may be read otherwise. */
const cells: { name: string; preset: string; tolerance: number }[] = [
  { name: 'linear', preset: 'Linear support vector machine', tolerance: 1 },
  ...['2', '3', '4'].flatMap((degree) =>
    ['100', '0'].map((threshold) => ({
      name: `poly ${degree} above ${threshold}`,
      preset: `Polynomial support vector machine, degree ${degree}${threshold === '0' ? ', all varying pixels' : ''}`,
      tolerance: 1,
    })),
  ),
  { name: 'rbf', preset: 'RBF support vector machine', tolerance: 1 },
  // Not a kernel of any distance: where the search ends depends on the way it took.
  { name: 'sigmoid', preset: 'Sigmoid support vector machine', tolerance: 5 },
  { name: 'knn', preset: 'Nearest neighbours', tolerance: 0 },
]

describe('the classifiers of the notebook on sample digits', () => {
  it('17 to 21: are queued one after the other and all come to an end', async () => {
    for (const { name, preset } of cells) {
      await workbench.train.choosePreset(preset)
      await workbench.train.field('Name').fill(name)
      await workbench.train.start()
    }
    await expect.poll(() => workbench.train.jobs.and(launched.page.locator('[data-state="done"]')).count(), { timeout: 90_000 }).toBe(cells.length) // prettier-ignore
  })

  it.each(cells)(
    'stand beside each other with accuracy and time: $name as scikit-learn has it',
    async ({ name, tolerance }) => {
      await workbench.go('Compare')
      const row = launched.page.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: name })
      const [accuracy, , errors, fit] = (await row.getByRole('gridcell').allTextContents()).slice(1)
      const wrong = Math.round(1000 * (1 - golden.classifiers[name]))
      expect(Math.abs(Number(errors) - wrong)).toBeLessThanOrEqual(tolerance)
      expect(parseFloat(accuracy)).toBeCloseTo(100 - Number(errors) / 10, 6)
      expect(fit.trim()).toMatch(/^[\d.,]+\s(ms|s)$/)
    },
  )
})
