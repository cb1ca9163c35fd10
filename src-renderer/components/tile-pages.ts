import { digitPalette } from './digit-palette.ts'

/** What a grid needs of digits: a SamplePage, and more where a grid marks digits. */
export interface DigitPage {
  rows: Uint32Array
  labels: Uint8Array
  pixels: Uint8Array
}

export type LoadDigits<Page extends DigitPage> = (offset: number, count: number) => Promise<Page>

interface KeptPage<Page> {
  digits: Page | null
  /** The digits at one canvas pixel a pixel, `atlasColumns` side by side. */
  atlas: HTMLCanvasElement | null
  used: number
}

const pageSize = 512
/** About 1.2 MB each with its atlas. */
const keptPages = 40
const atlasColumns = 32
const requestsUnderWay = 3

/** Digits by index, loaded a page at a time when first asked for, the longest unused forgotten. */
export function createTilePages<Page extends DigitPage>(options: {
  load: LoadDigits<Page>
  height: number
  width: number
  onLoaded(): void
  onError(error: unknown): void
}) {
  const { height, width } = options
  const pages = new Map<number, KeptPage<Page>>()
  let underWay = 0
  let clock = 0
  let closed = false

  async function load(number: number) {
    const page: KeptPage<Page> = { digits: null, atlas: null, used: ++clock }
    pages.set(number, page)
    underWay++
    try {
      page.digits = await options.load(number * pageSize, pageSize)
    } catch (error) {
      pages.delete(number)
      if (!closed) options.onError(error)
    }
    underWay--
    forget()
    if (!closed) options.onLoaded()
  }

  function forget() {
    if (pages.size <= keptPages) return
    const [oldest] = [...pages].filter(([, page]) => page.digits).sort(([, a], [, b]) => a.used - b.used)
    pages.delete(oldest[0])
  }

  function page(number: number): KeptPage<Page> | null {
    const kept = pages.get(number)
    if (kept) kept.used = ++clock
    else if (underWay < requestsUnderWay) void load(number)
    return kept?.digits ? kept : null
  }

  return {
    /** The page that holds digit `index` and its place there; null while it is on its way. */
    digit(index: number): { page: Page; at: number } | null {
      const digits = page(Math.floor(index / pageSize))?.digits
      const at = index % pageSize
      return digits && at < digits.rows.length ? { page: digits, at } : null
    },

    /** Where to copy digit `index` from; null while it is on its way. */
    tile(index: number): { atlas: HTMLCanvasElement; x: number; y: number } | null {
      const kept = page(Math.floor(index / pageSize))
      const at = index % pageSize
      if (!kept?.digits || at >= kept.digits.rows.length) return null
      kept.atlas ??= paintAtlas(kept.digits, height, width)
      return { atlas: kept.atlas, x: (at % atlasColumns) * width, y: Math.floor(at / atlasColumns) * height }
    },

    /** The colours of digits have changed. */
    repaint() {
      for (const kept of pages.values()) kept.atlas = null
    },

    close() {
      closed = true
      pages.clear()
    },
  }
}

function paintAtlas({ rows, pixels }: DigitPage, height: number, width: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = atlasColumns * width
  canvas.height = Math.ceil(rows.length / atlasColumns) * height
  const context = canvas.getContext('2d')
  if (!context) return canvas
  const image = context.createImageData(canvas.width, canvas.height)
  const out = new Uint32Array(image.data.buffer)
  const palette = digitPalette()
  for (let digit = 0; digit < rows.length; digit++) {
    const left = (digit % atlasColumns) * width
    const top = Math.floor(digit / atlasColumns) * height
    for (let y = 0; y < height; y++) {
      const from = (digit * height + y) * width
      const to = (top + y) * canvas.width + left
      for (let x = 0; x < width; x++) out[to + x] = palette[pixels[from + x]]
    }
  }
  context.putImageData(image, 0, 0)
  return canvas
}
