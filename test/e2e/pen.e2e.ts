import { setTimeout as wait } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './hosts/browser.ts'
import { penDigits, resampled, type PenStroke } from './pen-streams.ts'
import { Workbench } from './pages/workbench.ts'

const samplesASecond = 240
const strokesASecond = 5
/** Of each fifth of a second the pen is down for this share. */
const down = 0.75

interface PenLog {
  downs: number
  ups: number
  /** Per pen-down: frames until there was ink under the nib. */
  frames: number[]
}

/** Notes in the page when ink appears: the first frame after the pen came down must show it. */
function watchPad(): void {
  const log: PenLog = { downs: 0, ups: 0, frames: [] }
  Object.assign(window, { penLog: log })
  const pad = document.querySelector<HTMLCanvasElement>('[data-testid="pad"]')
  pad?.addEventListener('pointerup', () => void log.ups++)
  pad?.addEventListener('pointerdown', (event) => {
    log.downs++
    const box = pad.getBoundingClientRect()
    const x = Math.round(((event.clientX - box.left) * pad.width) / box.width)
    const y = Math.round(((event.clientY - box.top) * pad.height) / box.height)
    let frames = 0
    const look = () => {
      frames++
      const inked = (pad.getContext('2d')?.getImageData(x, y, 1, 1).data[3] ?? 0) > 0
      if (inked || frames > 5) log.frames.push(frames)
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

async function replay(page: Page, session: CDPSession, strokes: PenStroke[]): Promise<void> {
  const box = await new Workbench(page).draw.pad.boundingBox()
  if (!box) throw new Error('The pad is not on the screen.')
  const count = Math.round((samplesASecond / strokesASecond) * down)
  const sent: Promise<unknown>[] = []
  const start = performance.now()
  for (const [s, stroke] of strokes.entries()) {
    for (const [k, { x, y }] of resampled(stroke, count).entries()) {
      const due = start + (1000 * s) / strokesASecond + (1000 * k) / samplesASecond
      if (due > performance.now() + 1) await wait(due - performance.now())
      const type = k === 0 ? 'mousePressed' : k === count - 1 ? 'mouseReleased' : 'mouseMoved'
      sent.push(
        session.send('Input.dispatchMouseEvent', {
          type,
          x: box.x + x * box.width,
          y: box.y + y * box.height,
          pointerType: 'pen',
          button: 'left',
          buttons: type === 'mouseReleased' ? 0 : 1,
          clickCount: 1,
          force: type === 'mouseReleased' ? 0 : 0.3 + (0.5 * k) / count,
        }),
      )
    }
  }
  await Promise.all(sent)
}

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
    const start = performance.now()
    await replay(launched.page, session, strokes)
    const seconds = (performance.now() - start) / 1000
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
    await replay(launched.page, session, strokes)
    await launched.page.keyboard.press(String(label))
    await expect.poll(() => launched.page.getByTestId('own-count').innerText()).toBe('1 digit')
    await expect.poll(status).toContain('The pad is empty.')
    await launched.page.reload()
    await expect.poll(() => launched.page.getByTestId('own-count').innerText()).toBe('1 digit')
  })
})
