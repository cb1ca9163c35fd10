import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './hosts/browser.ts'
import type { Launched } from './hosts/launched.ts'
import { placeNames, Workbench } from './pages/workbench.ts'

let launched: Launched
let workbench: Workbench

beforeAll(async () => {
  launched = await launch()
  workbench = new Workbench(launched.page)
})

afterAll(async () => {
  await launched?.close()
})

/** What axe holds against the page, in words that lead to the place. */
async function violations(): Promise<string[]> {
  // Legacy mode: the usual one opens a second page, which a page of its own context may not.
  const { violations: found } = await new AxeBuilder({ page: launched.page }).setLegacyMode(true).analyze()
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`))
}

const evaluateParts = ['Matrix', 'Digits', 'Probabilities', 'Examples', 'Weights', 'Own digits'] as const

/** What was asked for has come and is drawn. */
async function settled() {
  await launched.page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
  await launched.page.waitForTimeout(300)
}

const themes = ['light', 'dark'] as const
const looks = [
  { look: 'light', colorScheme: 'light', forcedColors: 'none' },
  { look: 'dark', colorScheme: 'dark', forcedColors: 'none' },
  { look: 'the colours of the system', colorScheme: 'light', forcedColors: 'active' },
] as const

describe.each(themes)('in the %s theme', (colorScheme) => {
  beforeAll(() => launched.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }))

  it.each(placeNames)('%s can be used by everybody while nothing is open', async (place) => {
    await workbench.go(place)
    expect(await violations()).toEqual([])
  })
})

describe('with digits and a model', () => {
  beforeAll(async () => {
    await workbench.go('Data')
    await workbench.data.openSample()
    await workbench.go('Train')
    await workbench.train.start()
    await workbench.train.waitFor('done')
  })

  describe.each(looks)('in $look', ({ colorScheme, forcedColors }) => {
    beforeAll(() => launched.page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' }))

    it.each(placeNames)('%s can be used by everybody', async (place) => {
      await workbench.go(place)
      if (place === 'Evaluate') await workbench.evaluate.matrix.waitFor()
      if (place === 'Features') await launched.page.getByText(/pixels kept/).waitFor()
      expect(await violations()).toEqual([])
    })
  })

  describe.each(looks)('part by part, in $look', ({ colorScheme, forcedColors }) => {
    beforeAll(() => launched.page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' }))

    it.each(evaluateParts)('Evaluate > %s can be used by everybody', async (part) => {
      await workbench.go('Evaluate')
      await workbench.evaluate.show(part)
      await settled()
      expect(await violations()).toEqual([])
    })

    it('the reasons for a score can be used by everybody', async () => {
      await workbench.go('Evaluate')
      await workbench.evaluate.show('Matrix')
      await launched.page.getByRole('button', { name: 'Why?' }).click()
      await workbench.evaluate.figure('Why').waitFor()
      expect(await violations()).toEqual([])
      await launched.page.getByRole('button', { name: 'Why?' }).click()
    })

    it.each(['By hand', 'By variance'])('Features > %s can be used by everybody', async (part) => {
      await workbench.go('Features')
      await launched.page.getByText(part, { exact: true }).click()
      await settled()
      expect(await violations()).toEqual([])
    })
  })

  describe('part by part', () => {
    beforeAll(() => launched.page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' }))

    it.each(['First', 'Means', 'Greys'])('Data > %s can be used by everybody', async (part) => {
      await workbench.go('Data')
      await launched.page.getByText(part, { exact: true }).click()
      await settled()
      expect(await violations()).toEqual([])
      await launched.page.getByText('Wall', { exact: true }).click()
    })

    it.each([
      ['settings', 'Control+,'],
      ['shortcuts', '?'],
    ])('the dialog of %s can be used by everybody', async (_, keys) => {
      await workbench.go('Data')
      await launched.page.keyboard.press(keys)
      await launched.page.getByRole('dialog').waitFor()
      await settled()
      expect(await violations()).toEqual([])
      await launched.page.keyboard.press('Escape')
    })
  })
})
