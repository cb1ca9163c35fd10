import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './hosts/browser.ts'
import { Workbench } from './pages/workbench.ts'

let launched: Awaited<ReturnType<typeof launch>>
let workbench: Workbench

beforeAll(async () => {
  launched = await launch()
  workbench = new Workbench(launched.page)
  await workbench.data.openSample()
})

afterAll(async () => {
  await launched?.close()
})

/** The pane that has the focus. */
const pane = () =>
  launched.page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('aria-label'))
const drag = (kind: string, names: string[]) =>
  launched.page.evaluate(
    ([kind, names]) => {
      const data = new DataTransfer()
      for (const name of names) data.items.add(new File(['5,1,2,3'], name, { type: 'text/csv' }))
      window.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, clientX: 10, clientY: 10 }))
    },
    [kind, names] as const,
  )

describe('the frame', () => {
  it('leads from pane to pane with F6, and back with Shift', async () => {
    const { page } = launched
    await page.keyboard.press('F6')
    const order: (string | null | undefined)[] = []
    for (let k = 0; k < 3; k++) {
      order.push(await pane())
      await page.keyboard.press('F6')
    }
    expect(order).toEqual(['Places', 'Data, stage', 'Inspector'])
    await page.keyboard.press('Shift+F6')
    expect(await pane()).toBe('Inspector')
  })

  it('goes to a place by G and its number, which then filters no digits', async () => {
    const { page } = launched
    await page.keyboard.press('g')
    await page.keyboard.press('3')
    await page.getByRole('heading', { level: 1, name: 'Train' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('1')
    await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor()
    expect(await workbench.data.status()).toContain('6,000 of 6,000 digits shown')
  })

  it('keeps the wall where it was while other places are visited', async () => {
    const { page } = launched
    const scroller = page.locator('.scroller')
    await scroller.evaluate((element) => (element.scrollTop = 4000))
    await workbench.go('Features')
    await workbench.go('Data')
    expect(await scroller.evaluate((element) => element.scrollTop)).toBe(4000)
    await expect.poll(() => workbench.data.showsDigits()).toBe(true)
  })

  it('keeps the ink on the pad while other places are visited, whose keys the pad does not hear', async () => {
    const { page } = launched
    await workbench.go('Draw')
    await workbench.draw.stroke([
      [0.5, 0.2],
      [0.5, 0.8],
    ])
    const inked = page.getByText('1 stroke', { exact: true })
    await inked.waitFor()
    await workbench.go('Evaluate')
    await page.keyboard.press('Delete')
    await workbench.go('Draw')
    await inked.waitFor()
    await page.keyboard.press('Delete')
    await page.getByText('The pad is empty.').waitFor()
    await workbench.go('Data')
  })

  it('says what a term means when it is pointed at, and more of it beside it when it is pressed', async () => {
    const { page } = launched
    const word = page.getByRole('button', { name: 'What is Mean image?' })
    await word.hover()
    await page
      .getByRole('tooltip')
      .getByText(/^The average grey level/)
      .waitFor()
    await word.click()
    const card = page.getByRole('dialog').filter({ hasText: 'mean[j] =' })
    await card.waitFor()
    const [of, at] = await Promise.all([word.boundingBox(), card.boundingBox()])
    expect(Math.abs(at!.y - (of!.y + of!.height))).toBeLessThan(20)
    await page.keyboard.press('Escape')
    await card.waitFor({ state: 'detached' })
  })

  it('opens the sheet of keys with ? and closes it with Esc', async () => {
    const { page } = launched
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard' })
    await sheet.waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
  })

  it('becomes two doors while a file hovers over it, and takes the file', async () => {
    const { page } = launched
    await drag('dragenter', ['wrong.csv'])
    await drag('dragover', ['wrong.csv'])
    await page.getByText('Drop the file here').first().waitFor()
    await drag('drop', ['wrong.csv'])
    await page.getByText('Drop the file here').first().waitFor({ state: 'detached' })
    await page.getByRole('alert').first().waitFor()
    await page.getByRole('button', { name: 'Dismiss' }).first().click()
  })

  it('shows which tile and chip are chosen when the system sets the colours', async () => {
    const { page } = launched
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    const chip = workbench.data.chip(3)
    await chip.click()
    expect(await chip.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid')
    expect(await chip.evaluate((element) => getComputedStyle(element).transitionDuration)).toMatch(/^0s|^1e-0/)
    await chip.click()
    const framed = (name: RegExp) =>
      workbench.rail.getByRole('link', { name }).evaluate((link) => getComputedStyle(link).outlineStyle)
    expect([await framed(/^Data/), await framed(/^Train/)]).toEqual(['solid', 'none'])
    await page.keyboard.press('Control+,')
    const paper = page.getByRole('switch', { name: /paper/ })
    const ground = () => paper.evaluate((element) => getComputedStyle(element).backgroundColor)
    const off = await ground()
    await paper.click()
    expect(await ground()).not.toBe(off)
    await paper.click()
    await page.keyboard.press('Escape')
    await page.emulateMedia({ forcedColors: 'none' })
  })

  it('says that the program is gone, and what to do', async () => {
    const { page, server } = launched
    server.kill('SIGKILL')
    await once(server, 'exit')
    const notice = page.getByRole('alertdialog', { name: 'Digit Workbench does not answer' })
    await notice.waitFor()
    expect(await notice.textContent()).toContain('start it again')
    expect(await notice.textContent()).not.toContain('..')
  })
})
