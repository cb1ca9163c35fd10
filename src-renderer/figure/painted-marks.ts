import type { Mark } from './marks.ts'

type Context = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'bezierCurveTo'
  | 'clip'
  | 'closePath'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'getLineDash'
  | 'getTransform'
  | 'globalAlpha'
  | 'lineTo'
  | 'lineWidth'
  | 'measureText'
  | 'moveTo'
  | 'rect'
  | 'restore'
  | 'save'
  | 'stroke'
  | 'strokeStyle'
  | 'textAlign'
  | 'textBaseline'
>

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export interface Painting {
  /** Where the canvas stands in the figure, in CSS pixels. */
  left: number
  top: number
  /** Canvas pixels to a CSS pixel. */
  ratio: number
  paint(): void
  /** Draws a path that was made before into the context: a Path2D does not tell what it holds. */
  outline(path: Path2D, context: Pick<Context, 'moveTo' | 'lineTo' | 'bezierCurveTo' | 'closePath'>): void
}

/** Lets something paint once more, and gives what it painted as shapes and words. The canvas looks as before. */
export function paintedMarks(context: Context, { left, top, ratio, paint, outline }: Painting): Mark[] {
  const marks: Mark[] = []
  let d = ''
  let reach: Box | null = null
  let clip: Box | null = null
  const clips: (Box | null)[] = []

  /** In CSS pixels of the figure. */
  const place = (x: number, y: number): [number, number] => {
    const { a, b, c, d: down, e, f } = context.getTransform()
    return [(a * x + c * y + e) / ratio + left, (b * x + down * y + f) / ratio + top]
  }
  const scale = () => {
    const { a, b } = context.getTransform()
    return Math.hypot(a, b) / ratio
  }
  const touch = (x: number, y: number, by = 0) => {
    const now = reach ?? { left: x, top: y, right: x, bottom: y }
    reach = {
      left: Math.min(now.left, x - by),
      top: Math.min(now.top, y - by),
      right: Math.max(now.right, x + by),
      bottom: Math.max(now.bottom, y + by),
    }
  }
  const go = (letter: string, ...points: number[]) => {
    const placed: number[] = []
    for (let k = 0; k < points.length; k += 2) {
      const [x, y] = place(points[k], points[k + 1])
      touch(x, y)
      placed.push(x, y)
    }
    d += letter + placed.map((value) => Math.round(value * 100) / 100).join(' ')
  }
  const box = (x: number, y: number, width: number, height: number) => {
    go('M', x, y)
    go('L', x + width, y)
    go('L', x + width, y + height)
    go('L', x, y + height)
    d += 'Z'
  }
  const begin = () => {
    d = ''
    reach = null
  }
  const end = (paints: { fill?: string; stroke?: string }) => {
    const hides = clip !== null && reach !== null && exceeds(reach, clip)
    const dash = context.getLineDash().map((length) => length * scale())
    const style = { ...paints, strokeWidth: context.lineWidth * scale(), dash, opacity: context.globalAlpha }
    if (d)
      marks.push({
        kind: 'path',
        d,
        matrix: [1, 0, 0, 1, 0, 0],
        style,
        ...(hides && clip ? { clip: sized(clip) } : {}),
      })
  }
  /** A path given as an object stands alone: what was begun goes on after it. */
  const alone = (path: unknown, paints: { fill?: string; stroke?: string }) => {
    if (!(typeof path === 'object' && path !== null)) return end(paints)
    const kept = [d, reach] as const
    begin()
    outline(path as Path2D, noted)
    end(paints)
    ;[d, reach] = kept
  }

  const noted = {
    beginPath: begin,
    moveTo: (x: number, y: number) => go('M', x, y),
    lineTo: (x: number, y: number) => go(d ? 'L' : 'M', x, y),
    bezierCurveTo: (a: number, b: number, c: number, e: number, x: number, y: number) => go('C', a, b, c, e, x, y),
    closePath: () => void (d += 'Z'),
    rect: box,
    arc(x: number, y: number, radius: number, from: number, to: number, back = false) {
      const full = Math.abs(to - from) >= 2 * Math.PI - 1e-6
      const stops = full ? [from, from + Math.PI, from + 2 * Math.PI] : [from, (from + to) / 2, to]
      const r = radius * scale()
      touch(...place(x, y), r)
      stops.forEach((angle, k) => {
        const at = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
        go(k > 0 ? `A${r} ${r} 0 0 ${back ? 0 : 1} ` : d ? 'L' : 'M', ...at)
      })
    },
    fill: (path: unknown) => alone(path, { fill: colour(context.fillStyle) }),
    stroke: (path: unknown) => alone(path, { stroke: colour(context.strokeStyle) }),
    fillRect(x: number, y: number, width: number, height: number) {
      const kept = [d, reach] as const
      begin()
      box(x, y, width, height)
      end({ fill: colour(context.fillStyle) })
      ;[d, reach] = kept
    },
    fillText(text: string, x: number, y: number) {
      const { a, b, c, d: down } = context.getTransform()
      const font = fontOf(context.font)
      const width = context.measureText(text).width
      const shift = { center: width / 2, right: width, end: width }[context.textAlign as string] ?? 0
      const drop = { middle: 0.35, top: 0.8, hanging: 0.8, bottom: -0.2 }[context.textBaseline as string] ?? 0
      const matrix = [a, b, c, down].map((value) => value / ratio)
      marks.push({
        kind: 'text',
        x: -shift,
        baseline: drop * font.size,
        text,
        colour: colour(context.fillStyle),
        font,
        matrix: [matrix[0], matrix[1], matrix[2], matrix[3], ...place(x, y)],
      })
    },
    clip: () => void (clip = reach),
    save: () => void clips.push(clip),
    restore: () => void (clip = clips.pop() ?? null),
  }

  // Charts keep their context in many places: its own methods are overlaid, and uncovered again.
  const overlaid = context as unknown as Record<string, ((...all: unknown[]) => unknown) | undefined>
  for (const [name, note] of Object.entries(noted)) {
    const original = overlaid[name]
    overlaid[name] = (...all) => {
      ;(note as (...all: unknown[]) => void)(...all)
      return original?.apply(context, all)
    }
  }
  try {
    paint()
  } finally {
    for (const name of Object.keys(noted)) delete overlaid[name]
  }
  return marks
}

function exceeds(inner: Box, outer: Box): boolean {
  const slack = 0.5
  return (
    inner.left < outer.left - slack ||
    inner.top < outer.top - slack ||
    inner.right > outer.right + slack ||
    inner.bottom > outer.bottom + slack
  )
}

function sized({ left, top, right, bottom }: Box) {
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Charts here paint with plain colours. */
function colour(style: string | CanvasGradient | CanvasPattern): string {
  return typeof style === 'string' ? style : 'none'
}

/** `600 12px "Segoe UI", sans-serif` */
function fontOf(text: string): { size: number; family: string; weight: string } {
  const [, before = '', size = '12', family = 'sans-serif'] = /^(.*?)([\d.]+)px\s+(.*)$/.exec(text) ?? []
  return { size: Number(size), family, weight: /bold|\d{3}/.exec(before)?.[0] ?? '400' }
}
