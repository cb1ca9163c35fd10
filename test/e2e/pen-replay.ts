import { setTimeout as wait } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import { resampled, type PenStroke } from './pen-streams.ts'
import { Workbench } from './pages/workbench.ts'

/** As the best tablets report, and as fast as a hand can be. */
export const samplesASecond = 240
export const strokesASecond = 5
/** Of each fifth of a second the pen is down for this share. */
const down = 0.75

export interface PenLog {
  downs: number
  ups: number
  /** Per pen-down: frames until there was ink under the nib. */
  frames: number[]
}

/** Notes in the page when ink appears: the first frame after the pen came down must show it. */
export function watchPad(): void {
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

/** Real pen events at the pace of a tablet. Gives the seconds it took. */
export async function replayPen(page: Page, session: CDPSession, strokes: PenStroke[]): Promise<number> {
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
  return (performance.now() - start) / 1000
}
