import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digitsOfSheet, drawSheet } from '../learn/ink/bitmaps/sheet.ts'
import { launch } from './hosts/browser.ts'
import { drawnDigits } from './pages/draw-page.ts'
import { Workbench } from './pages/workbench.ts'

async function start(dataFolder: string) {
  const launched = await launch({ dataFolder })
  const workbench = new Workbench(launched.page)
  await workbench.go('Draw')
  await workbench.draw.pad.waitFor()
  return { ...launched, draw: workbench.draw }
}

describe('own digits', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'digit-workbench-'))
  let at: Awaited<ReturnType<typeof start>>

  beforeAll(async () => {
    at = await start(dataFolder)
  })
  afterAll(async () => {
    await at?.close()
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
  })

  it('are on the disk when they are said to be kept: the core is killed at that moment', async () => {
    for (const stroke of drawnDigits[7]) await at.draw.stroke(stroke)
    await at.page.keyboard.press('7')
    await expect.poll(() => at.draw.ownCount.innerText(), { interval: 5 }).toBe('1 digit')
    const killed = once(at.server, 'exit')
    at.server.kill('SIGKILL')
    await killed
    await at.close()
    at = await start(dataFolder)
    await expect.poll(() => at.draw.ownCount.innerText()).toBe('1 digit')
  })

  it('are played again from their strokes', async () => {
    await at.draw.keptDigits.first().click()
    await expect.poll(() => at.draw.replay.getAttribute('aria-disabled')).toBe('false')
    await at.draw.replay.press('Home')
    await expect.poll(() => at.page.locator('.status').innerText()).toContain('1 point')
    await at.draw.replay.press('End')
    await expect.poll(() => at.page.locator('.status').innerText()).toMatch(/[2-9]\d+ points/)
  })

  it('come out of a photographed sheet after a look at them', async () => {
    const { height, width, pixels } = drawSheet(5).picture
    const png = encode({ height, width, data: pixels, channels: 1, depth: 8 })
    await at.draw.pictures.setInputFiles({ name: 'sheet.png', mimeType: 'image/png', buffer: Buffer.from(png) })
    await at.draw.found.first().waitFor()
    const found = await at.draw.found.count()
    expect(found).toBeGreaterThanOrEqual(0.95 * digitsOfSheet)
    // Without a model nothing is proposed: two digits get a label, the others stay out.
    await at.draw.found.nth(0).press('4')
    await at.draw.found.nth(1).press('2')
    await at.page.getByRole('button', { name: 'Keep 2 in My hand' }).click()
    await expect.poll(() => at.draw.ownCount.innerText()).toBe('3 digits')
  })
})
