import type { CDPSession, Locator, Page } from 'playwright-core'

type Point = [x: number, y: number]

export class DrawPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get pad(): Locator {
    return this.page.getByTestId('pad')
  }

  get answers(): Locator {
    return this.page.getByTestId('answer')
  }

  get predicted(): Locator {
    return this.page.getByTestId('predicted')
  }

  /** How many own digits are kept in the set. */
  get ownCount(): Locator {
    return this.page.getByTestId('own-count')
  }

  get keptDigits(): Locator {
    return this.page.getByRole('list', { name: 'Kept digits' }).getByRole('button')
  }

  /** The slider under the pad. */
  get replay(): Locator {
    return this.page.getByTestId('replay')
  }

  /** The field for files of pictures, which no person sees. */
  get pictures(): Locator {
    return this.page.locator('section[aria-label="Pictures of digits"] input[multiple]')
  }

  /** Digits found in pictures, to be looked through. */
  get found(): Locator {
    return this.page.getByTestId('found-digit')
  }

  /** One stroke of a real pen, as the browser gets it from a tablet; points in shares of the pad. */
  async stroke(points: Point[]): Promise<void> {
    const box = await this.pad.boundingBox()
    if (!box) throw new Error('The pad is not on the screen.')
    const session = await this.page.context().newCDPSession(this.page)
    const path = along(points, Math.ceil(48 / points.length))
    const at = ([x, y]: Point) => ({ x: box.x + x * box.width, y: box.y + y * box.height })
    // Pressure swells and falls, as a hand's does: a device that always says the same has none.
    const force = (k: number) => 0.3 + 0.5 * Math.sin((Math.PI * k) / path.length)
    await pen(session, 'mousePressed', at(path[0]), force(0))
    for (const [k, point] of path.entries()) if (k > 0) await pen(session, 'mouseMoved', at(point), force(k))
    await pen(session, 'mouseReleased', at(path[path.length - 1]), 0)
    await session.detach()
  }
}

async function pen(
  session: CDPSession,
  type: 'mousePressed' | 'mouseMoved' | 'mouseReleased',
  at: { x: number; y: number },
  force: number,
): Promise<void> {
  await session.send('Input.dispatchMouseEvent', {
    type,
    ...at,
    pointerType: 'pen',
    button: 'left',
    buttons: type === 'mouseReleased' ? 0 : 1,
    clickCount: 1,
    force,
  })
}

/** A pen reports many points between two corners. */
function along(points: Point[], steps: number): Point[] {
  return points.flatMap(([x, y], k) => {
    const [fromX, fromY] = points[Math.max(0, k - 1)]
    const count = k === 0 ? 1 : steps
    return Array.from({ length: count }, (_, s): Point => {
      const share = (s + 1) / count
      return [fromX + (x - fromX) * share, fromY + (y - fromY) * share]
    })
  })
}

/** Strokes of digits that every model should read. */
export const drawnDigits: Record<number, Point[][]> = {
  0: [circle(0.5, 0.5, 0.17, 0.27)],
  1: [
    [
      [0.5, 0.2],
      [0.5, 0.8],
    ],
  ],
  7: [
    [
      [0.3, 0.22],
      [0.7, 0.22],
      [0.45, 0.8],
    ],
  ],
}

function circle(x: number, y: number, across: number, down: number): Point[] {
  return Array.from({ length: 25 }, (_, k): Point => {
    const turn = (k / 24) * 2 * Math.PI
    return [x - across * Math.sin(turn), y - down * Math.cos(turn)]
  })
}
