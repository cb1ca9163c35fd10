import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawnDigits } from './pages/draw-page.ts'
import { Workbench } from './pages/workbench.ts'

export interface Launched {
  page: Page
  close(): Promise<void>
}

/** The whole walk on sample digits. Each step stands on the one before; the same walk in every host. */
export function describeJourney(host: string, launch: () => Promise<Launched>): void {
  describe(`a first walk through the workbench in ${host}`, () => {
    let launched: Launched
    let workbench: Workbench
    const faults: string[] = []

    beforeAll(async () => {
      launched = await launch()
      launched.page.on('pageerror', (error) => faults.push(error.message))
      launched.page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
      workbench = new Workbench(launched.page)
    })

    afterAll(async () => {
      await launched?.close()
    })

    it('offers doors while nothing is open, and says in Train what is missing', async () => {
      await workbench.data.openSampleButton.waitFor()
      await workbench.go('Train')
      expect(await workbench.train.startButton.isDisabled()).toBe(true)
      await workbench.page.getByRole('link', { name: 'Go to Data' }).click()
      await workbench.data.openSampleButton.waitFor()
    })

    it('opens the sample digits and shows them', async () => {
      await workbench.data.openSample()
      await expect.poll(() => workbench.stateOf('Data')).toBe('6,000 + 1,000')
      await expect.poll(() => workbench.data.showsDigits()).toBe(true)
    })

    it('shows one digit only when its chip is pressed', async () => {
      const chip = workbench.data.chip(7)
      const count = ((await chip.getAttribute('aria-label')) ?? '').split(', ')[1]
      await chip.click()
      await expect.poll(() => workbench.data.status()).toContain(`${count} of 6,000 digits shown`)
    })

    it('masks pixels with the slider', async () => {
      const { features } = workbench
      await workbench.go('Features')
      await features.field.fill('0')
      await expect.poll(() => features.kept()).toBeGreaterThan(0)
      const before = await features.kept()
      await features.nudge('ArrowRight', 30)
      await expect.poll(() => features.kept()).toBeLessThan(before)
      expect(await workbench.stateOf('Features')).toBe(`${await features.kept()} / 784`)
    })

    it('takes the threshold over into the pipeline', async () => {
      const threshold = await workbench.features.field.inputValue()
      const kept = await workbench.features.kept()
      await workbench.go('Train')
      expect(Number(await workbench.train.field('Variance above').inputValue())).toBe(Number(threshold))
      await workbench.page.getByText(`${kept} of 784 kept`).waitFor()
    })

    it('stops a training that would take long', async () => {
      const { train } = workbench
      await train.field('Iterations at most').fill('100000')
      await train.field('Tolerance').fill('1e-12')
      await train.field('C').fill('100000')
      await train.start()
      await train.waitFor('running')
      await train.newest.getByRole('button', { name: 'Stop' }).click()
      await train.waitFor('stopped', 10_000)
      expect(await train.newest.textContent()).toContain('Stopped')
    })

    it('refuses a parameter that cannot be right, at its field', async () => {
      const { train } = workbench
      await train.field('C').fill('-1')
      await workbench.page.getByText('Give a number above 0.').waitFor()
      expect(await train.startButton.isDisabled()).toBe(true)
    })

    it('trains again, to the end', async () => {
      const { train } = workbench
      await train.field('C').fill('1')
      await train.field('Tolerance').fill('0.0001')
      await train.field('Iterations at most').fill('100')
      await train.start()
      await train.waitFor('done')
      await train.newest.getByRole('button', { name: 'Evaluate' }).click()
    })

    it('judges the model: accuracy, table and matrix agree', async () => {
      const { evaluate } = workbench
      await evaluate.matrix.waitFor()
      const counts = await evaluate.counts()
      expect(counts).toHaveLength(100)
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(1000)
      const right = counts.reduce((sum, { actual, predicted, count }) => sum + (actual === predicted ? count : 0), 0)
      expect(await evaluate.accuracy()).toBeCloseTo(right / 10, 5)
      expect(right).toBeGreaterThan(900)
      await evaluate.show('Digits')
      expect(await evaluate.table.getByRole('row').count()).toBe(11)
      await evaluate.show('Matrix')
    })

    it('opens the digits behind a cell', async () => {
      const { evaluate } = workbench
      const wrong = (await evaluate.counts()).filter(({ actual, predicted }) => actual !== predicted)
      const most = wrong.reduce((a, b) => (b.count > a.count ? b : a))
      await evaluate.cell(most.actual, most.predicted).click()
      await expect.poll(() => evaluate.tiles.count()).toBe(most.count)
      const first = (await evaluate.tiles.first().getAttribute('aria-label')) ?? ''
      expect(first).toContain(`true ${most.actual}, predicted ${most.predicted}, wrong`)
      await evaluate.selection.getByText(`is ${most.actual}, read as ${most.predicted}`).waitFor()
    })

    it('walks the matrix by keyboard and shows shares', async () => {
      const { evaluate, page } = workbench
      await evaluate.cell(0, 0).click()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Enter')
      expect(await evaluate.cell(1, 1).getAttribute('aria-selected')).toBe('true')
      await evaluate.mode('Row %')
      expect(parseFloat((await evaluate.cell(1, 1).textContent()) ?? '')).toBeLessThanOrEqual(100)
    })

    it.each([7, 0, 1])('reads a %i drawn with a pen', async (digit) => {
      const { draw } = workbench
      await workbench.go('Draw')
      const clear = workbench.page.getByRole('button', { name: 'Clear' })
      if (await clear.isEnabled()) await clear.click()
      for (const stroke of drawnDigits[digit]) await draw.stroke(stroke)
      await expect.poll(() => draw.predicted.first().textContent()).toBe(String(digit))
      expect(await workbench.data.status()).toContain('pen with pressure')
    })

    it('lists the run in Compare, renames it and deletes it', async () => {
      const { page } = workbench
      await workbench.go('Compare')
      const rows = page.getByRole('grid', { name: 'Runs' }).locator('tbody tr')
      const count = await rows.count()
      const best = rows.first()
      await best.hover()
      await best.getByRole('button', { name: /^Actions/ }).click()
      await page.getByRole('menuitem', { name: 'Rename…' }).click()
      await page.getByRole('textbox', { name: 'Name' }).fill('My first model')
      await page.getByRole('button', { name: 'Rename', exact: true }).click()
      const renamed = rows.filter({ hasText: 'My first model' })
      await renamed.waitFor()
      await renamed.hover()
      await renamed.getByRole('button', { name: /^Actions/ }).click()
      await page.getByRole('menuitem', { name: 'Delete…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
      await expect.poll(() => rows.count()).toBe(count - 1)
    })

    it('has logged no error on the way', () => {
      expect(faults).toEqual([])
    })
  })
}
