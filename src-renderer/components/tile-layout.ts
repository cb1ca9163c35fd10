import { tokenText } from '#renderer/charts/token-colour.ts'
import type { createTilePages, DigitPage } from './tile-pages.ts'

/** Lengths in CSS pixels. */
export interface TileLayout {
  columns: number
  /** Drawn width and height of a digit, a whole number of device pixels a cell. */
  side: number
  tileY: number
  /** From tile to tile. */
  stepX: number
  stepY: number
  padding: number
  pixelRatio: number
  /** Of a digit, in its own pixels. */
  width: number
  height: number
}

const leastGap = 6
const mostGap = 14
const captionHeight = 18

export function tileLayout(options: {
  height: number
  width: number
  tile: number
  roomX: number
  pixelRatio: number
  captions: boolean
}): TileLayout {
  const { height, width, roomX, pixelRatio } = options
  const cell = Math.max(1, Math.round((options.tile * pixelRatio) / Math.max(height, width)))
  const side = (cell * width) / pixelRatio
  const tileY = (cell * height) / pixelRatio
  const padding = 20
  const columns = Math.max(1, Math.floor((roomX - 2 * padding + leastGap) / (side + leastGap)))
  // The room that is left goes between the tiles, so the wall ends where the page does.
  const even = Math.floor(((roomX - 2 * padding - columns * side) / Math.max(1, columns - 1)) * pixelRatio) / pixelRatio
  const gap = Math.min(mostGap, Math.max(leastGap, even))
  return {
    columns,
    side,
    tileY,
    stepX: side + gap,
    stepY: tileY + gap + (options.captions ? captionHeight : 0),
    padding,
    pixelRatio,
    width,
    height,
  }
}

/** The tile at a place of the whole wall; null between tiles. */
export function tileAt(layout: TileLayout, x: number, y: number, total: number): number | null {
  const column = Math.floor((x - layout.padding) / layout.stepX)
  const row = Math.floor((y - layout.padding) / layout.stepY)
  if (column < 0 || column >= layout.columns || row < 0) return null
  const index = row * layout.columns + column
  return index < total ? index : null
}

interface Wall<Page extends DigitPage> {
  layout: TileLayout
  pages: ReturnType<typeof createTilePages<Page>>
  caption?: (digit: { page: Page; at: number }) => string
  /** Framed: what is selected. */
  marked?: (digit: { page: Page; at: number }) => boolean
  total: number
  scrollTop: number
  roomX: number
  roomY: number
  hovered: number | null
  current: number | null
  chosen: ReadonlySet<number>
}

export function drawTiles<Page extends DigitPage>(canvas: HTMLCanvasElement, wall: Wall<Page>) {
  const { layout, pages, scrollTop } = wall
  const { columns, pixelRatio } = layout
  const device = (length: number) => Math.round(length * pixelRatio)
  const width = device(wall.roomX)
  const height = device(wall.roomY)
  // Setting a size clears the canvas and costs memory even where it is the same.
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width
    canvas.height = height
    canvas.style.width = `${wall.roomX}px`
    canvas.style.height = `${wall.roomY}px`
  }
  const context = canvas.getContext('2d')
  if (!context) return
  context.clearRect(0, 0, width, height)
  context.imageSmoothingEnabled = false
  const side = device(layout.side)
  const tileY = device(layout.tileY)
  const waiting = tokenText('--hover')
  const accent = tokenText('--accent')
  const quiet = tokenText('--text-quiet')
  context.font = `${device(12)}px ${tokenText('--font')}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const firstRow = Math.max(0, Math.floor((scrollTop - layout.padding) / layout.stepY))
  const lastRow = Math.ceil((scrollTop + wall.roomY) / layout.stepY)
  const end = Math.min(wall.total, (lastRow + 1) * columns)
  for (let index = firstRow * columns; index < end; index++) {
    const x = device(layout.padding + (index % columns) * layout.stepX)
    const y = device(layout.padding + Math.floor(index / columns) * layout.stepY - scrollTop)
    const tile = pages.tile(index)
    if (tile) {
      context.drawImage(tile.atlas, tile.x, tile.y, layout.width, layout.height, x, y, side, tileY)
    } else {
      context.fillStyle = waiting
      context.fillRect(x, y, side, tileY)
    }
    const digit = wall.caption || wall.marked ? pages.digit(index) : null
    const framed = wall.chosen.has(index) || (digit !== null && wall.marked?.(digit) === true)
    if (framed || index === wall.hovered || index === wall.current) {
      const line = device(framed ? 2 : 1)
      context.strokeStyle = accent
      context.lineWidth = line
      const out = line / 2 + device(1)
      context.strokeRect(x - out, y - out, side + 2 * out, tileY + 2 * out)
    }
    if (digit && wall.caption) {
      context.fillStyle = quiet
      context.fillText(wall.caption(digit), x + side / 2, y + tileY + device(captionHeight / 2))
    }
  }
}
