export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

/** What is kept between starts. */
export interface WindowState extends Rectangle {
  maximized: boolean
}

/** Without a place the window is centred. */
export interface WindowPlacement {
  x?: number
  y?: number
  width: number
  height: number
  maximized: boolean
}

export const smallestWindow = { width: 1024, height: 640 }
export const usualWindow = { width: 1280, height: 800 }

/** Less of the window than this on any screen, and a person cannot take hold of it. */
const graspable = { width: 120, height: 40 }

/** The window as it was left, if a screen of now can still show it. `screens`: work areas, the main one first. */
export function placeWindow(saved: unknown, screens: Rectangle[]): WindowPlacement {
  if (!isWindowState(saved)) return { ...fitted(usualWindow, screens[0]), maximized: false }
  const screen = largestShare(saved, screens)
  if (!screen) return { ...fitted(saved, screens[0]), maximized: saved.maximized }
  const size = fitted(saved, screen)
  return {
    ...size,
    x: between(saved.x, screen.x, screen.x + screen.width - size.width),
    y: between(saved.y, screen.y, screen.y + screen.height - size.height),
    maximized: saved.maximized,
  }
}

type Size = Pick<Rectangle, 'width' | 'height'>

/** Never larger than the screen, never smaller than the page can be; on a tiny screen the latter wins. */
function fitted({ width, height }: Size, screen: Size | undefined): Size {
  return {
    width: Math.max(smallestWindow.width, Math.min(width, screen?.width ?? width)),
    height: Math.max(smallestWindow.height, Math.min(height, screen?.height ?? height)),
  }
}

function largestShare(window: Rectangle, screens: Rectangle[]): Rectangle | null {
  let best: Rectangle | null = null
  let bestArea = 0
  for (const screen of screens) {
    const width = overlap(window.x, window.width, screen.x, screen.width)
    const height = overlap(window.y, window.height, screen.y, screen.height)
    if (width < graspable.width || height < graspable.height || width * height <= bestArea) continue
    best = screen
    bestArea = width * height
  }
  return best
}

function overlap(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart)
}

/** The lower end wins, so that the title bar stays in reach. */
function between(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high))
}

function isWindowState(value: unknown): value is WindowState {
  if (typeof value !== 'object' || value === null) return false
  const { x, y, width, height, maximized } = value as Record<string, unknown>
  return [x, y, width, height].every(Number.isSafeInteger) && typeof maximized === 'boolean'
}
