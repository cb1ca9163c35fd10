import type { CDPSession } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './hosts/browser.ts'
import { penDigits } from './pen-streams.ts'
import { replayPen, strokesASecond, watchPad, type PenLog } from './pen-replay.ts'
import { Workbench } from './pages/workbench.ts'

describe('a pen on the pad', () => {
  let launched: Awaited<ReturnType<typeof launch>>
  let workbench: Workbench
  let session: CDPSession
  const status = () => workbench.page.locator('.status').innerText()

  beforeAll(async () => {
    launched = await launch()
    workbench = new Workbench(launched.page)
    await workbench.go('Draw')
    await workbench.draw.pad.waitFor()
    session = await launched.page.context().newCDPSession(launched.page)
  })

  afterAll(async () => {
    await launched?.close()
  })

  it('loses no stroke at 240 samples and 5 strokes a second, and shows ink in the next frame', async () => {
    await launched.page.evaluate(watchPad)
    const strokes = penDigits(40)
      .flatMap((digit) => digit.strokes)
      .filter((stroke) => stroke.length > 1)
      .slice(0, 50)
    const seconds = await replayPen(launched.page, session, strokes)
    const log = await launched.page.evaluate(() => (window as unknown as { penLog: PenLog }).penLog)
    expect(log.downs).toBe(strokes.length)
    expect(log.ups).toBe(strokes.length)
    await expect.poll(status).toContain(`${strokes.length} strokes`)
    expect(Math.max(...log.frames)).toBe(1)
    // The replay itself must have kept the pace for this to say anything.
    expect(seconds).toBeLessThan((1.5 * strokes.length) / strokesASecond)
  })

  it('keeps a digit by its key, and still has it after the page was loaded anew', async () => {
    await launched.page.keyboard.press('Delete')
    const [{ label, strokes }] = penDigits(1)
    await replayPen(launched.page, session, strokes)
    await launched.page.keyboard.press(String(label))
    await expect.poll(() => launched.page.getByTestId('own-count').innerText()).toBe('1 digit')
    await expect.poll(status).toContain('The pad is empty.')
    await launched.page.reload()
    await expect.poll(() => launched.page.getByTestId('own-count').innerText()).toBe('1 digit')
  })
})
