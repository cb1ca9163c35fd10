import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './hosts/browser.ts'
import { golden } from './notebook-golden.ts'
import { csvOf, savedAs } from './pages/figure-files.ts'
import { Workbench } from './pages/workbench.ts'

let dataFolder: string
let launched: Awaited<ReturnType<typeof launch>>
let workbench: Workbench

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'digit-workbench-'))
  launched = await launch({ dataFolder })
  workbench = new Workbench(launched.page)
  await workbench.data.openSample()
})

afterAll(async () => {
  await launched?.close()
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 })
})

describe('choosing digits and pixels', () => {
  it('chooses several digits on the wall by Shift and Ctrl, and lets go with Esc', async () => {
    const { wall } = workbench.data
    const status = () => workbench.data.status()
    await wall.click({ position: { x: 50, y: 50 } })
    await expect.poll(status).toContain('row 1 selected')
    await wall.click({ position: { x: 300, y: 50 }, modifiers: ['Shift'] })
    await expect.poll(status).toMatch(/shown[45] selected/)
    const before = Number(/(\d+) selected/.exec(await status())?.[1])
    await wall.click({ position: { x: 50, y: 250 }, modifiers: ['ControlOrMeta'] })
    await expect.poll(status).toContain(`${before + 1} selected`)
    await launched.page.keyboard.press('Escape')
    await expect.poll(status).not.toContain('selected')
  })

  it('counts every pixel by its grey level, of all digits or of the chosen ones', async () => {
    await workbench.data.show('Greys')
    const figure = launched.page.getByRole('figure', { name: 'Grey levels' })
    /** Digits that were counted, and what they have of ink on average. */
    const counted = async () => {
      const rows = (await csvOf(figure)).map(([level, pixels]) => [Number(level), Number(pixels)])
      expect(rows).toHaveLength(256)
      const digits = rows.reduce((sum, [, pixels]) => sum + pixels, 0) / 784
      return { digits, ink: rows.reduce((sum, [level, pixels]) => sum + level * pixels, 0) / digits }
    }
    const all = await counted()
    expect(all.digits).toBe(golden.shapes.train[0])
    expect(all.ink).toBeCloseTo(golden.data.mean.all.sum, 6)
    await workbench.data.chip(7).click()
    expect((await counted()).ink).toBeCloseTo(golden.data.mean.digits[7].sum, 6)
    // The words along its axis, which are numbers.
    expect(await savedAs(figure, 'SVG')).toContain('>128</text>')
    await workbench.data.chip(7).click()
    await workbench.data.show('Wall')
  })

  it('keeps a painted mask on the disk and trains a pipeline without a threshold with it', async () => {
    const { page } = launched
    await workbench.go('Features')
    const before = await workbench.features.kept()
    await page.getByText('By hand', { exact: true }).click()
    const mask = page.getByRole('application', { name: /^Mask:/ })
    await mask.press('Control+Home')
    await mask.press('Space')
    expect(await workbench.features.kept()).toBe(before + 1)
    await page.getByLabel('Name', { exact: true }).fill('with a corner')
    await page.getByRole('button', { name: 'Save mask', exact: true }).click()
    await page.getByRole('list', { name: 'Saved masks' }).getByText('with a corner').waitFor()

    await workbench.go('Train')
    await workbench.train.choosePreset('Nearest neighbours')
    await workbench.train.start()
    await workbench.train.waitFor('done')
    await workbench.go('Compare')
    const pixels = page.getByRole('row', { name: /Nearest neighbours, own mask/ })
    expect((await pixels.textContent()) ?? '').toContain(String(before + 1))

    await page.evaluate(() => localStorage.removeItem('digit-workbench-mask'))
    await page.reload()
    await workbench.go('Features')
    await page.getByText('By hand', { exact: true }).click()
    expect(await workbench.features.kept()).toBe(before)
    await page.getByRole('list', { name: 'Saved masks' }).getByText('with a corner').click()
    expect(await workbench.features.kept()).toBe(before + 1)
    await page.getByText('By variance', { exact: true }).click()
  })

  it('continues a fit that ended before it had settled', async () => {
    await workbench.go('Train')
    await workbench.train.choosePreset('Zero or not (gradient steps)')
    await workbench.train.start()
    await workbench.train.waitFor('done')
    await workbench.train.newest.getByRole('button', { name: 'Continue from here' }).click()
    const next = workbench.train.jobs.filter({ hasText: 'Zero or not (gradient steps), continued' })
    await next.getByRole('button', { name: 'Evaluate' }).waitFor({ timeout: 60_000 })
  })
})
