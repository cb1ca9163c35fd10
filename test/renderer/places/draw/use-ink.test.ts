import { describe, expect, it } from 'vitest'
import { useInk } from '#renderer/places/draw/use-ink.ts'
import { usePadKeyboardNib } from '#renderer/places/draw/use-pad-keyboard-nib.ts'
import { strokeTouches } from '#renderer/places/draw/stroke-touches.ts'

function draw(ink: ReturnType<typeof useInk>, ...points: [x: number, y: number, pressure?: number][]) {
  const [first, ...rest] = points.map(([x, y, pressure]) => ({ x, y, pressure }))
  ink.target.begin(first, 'pen')
  ink.target.extend(rest)
  ink.target.end()
}

describe('the ink of the pad', () => {
  it('undoes and redoes stroke by stroke, and forgets what was undone when something new is drawn', () => {
    const ink = useInk({ eraserRadius: () => 0.02 })
    draw(ink, [0, 0], [0.1, 0.1])
    draw(ink, [0.5, 0.5], [0.6, 0.6])
    ink.undo()
    expect(ink.strokes.value).toHaveLength(1)
    ink.redo()
    expect(ink.strokes.value).toHaveLength(2)
    ink.undo()
    draw(ink, [0.9, 0.9])
    expect(ink.canRedo.value).toBe(false)
    ink.undo()
    ink.undo()
    expect(ink.isEmpty.value).toBe(true)
    expect(ink.canUndo.value).toBe(false)
  })

  it('can take back clearing and a whole stroke of the eraser at once', () => {
    const ink = useInk({ eraserRadius: () => 0.02 })
    draw(ink, [0.2, 0], [0.2, 1])
    draw(ink, [0.4, 0], [0.4, 1])
    draw(ink, [0.9, 0], [0.9, 1])
    ink.target.eraseAt({ x: 0.1, y: 0.5 }, { x: 0.3, y: 0.5 })
    ink.target.eraseAt({ x: 0.3, y: 0.5 }, { x: 0.5, y: 0.5 })
    ink.target.endErasing()
    expect(ink.strokes.value).toHaveLength(1)
    ink.undo()
    expect(ink.strokes.value).toHaveLength(3)
    ink.clear()
    expect(ink.isEmpty.value).toBe(true)
    ink.undo()
    expect(ink.strokes.value).toHaveLength(3)
  })

  it('shows the stroke under way, and forgets it when the gesture is abandoned', () => {
    const ink = useInk({ eraserRadius: () => 0.02 })
    ink.target.begin({ x: 0, y: 0 }, 'pen')
    ink.target.extend([{ x: 1, y: 1 }])
    expect(ink.strokes.value[0].points).toHaveLength(2)
    ink.target.abandon()
    expect(ink.isEmpty.value).toBe(true)
    expect(ink.canUndo.value).toBe(false)
  })

  it('lets go of kept strokes alone: the stroke under way, newer ones and their undo stay', () => {
    const ink = useInk({ eraserRadius: () => 0.02 })
    draw(ink, [0.1, 0.1])
    draw(ink, [0.2, 0.2])
    const kept = ink.finished.value
    draw(ink, [0.3, 0.3])
    ink.target.begin({ x: 0.4, y: 0.4 }, 'pen')
    ink.release(kept)
    expect(ink.strokes.value.map(({ points }) => points[0].x)).toEqual([0.3, 0.4])
    ink.target.end()
    ink.undo()
    ink.undo()
    expect(ink.isEmpty.value).toBe(true)
    expect(ink.canUndo.value).toBe(false)
    ink.redo()
    ink.redo()
    expect(ink.strokes.value.map(({ points }) => points[0].x)).toEqual([0.3, 0.4])
  })

  it('does not lose a stroke when another begins before it has ended', () => {
    const ink = useInk({ eraserRadius: () => 0.02 })
    ink.target.begin({ x: 0.1, y: 0.1 }, 'keyboard')
    ink.target.begin({ x: 0.2, y: 0.2 }, 'pen')
    ink.target.end()
    expect(ink.finished.value.map(({ pointer }) => pointer)).toEqual(['keyboard', 'pen'])
  })

  it('believes a pressure only when it varies', () => {
    const ink = useInk({ eraserRadius: () => 0.02 })
    draw(ink, [0, 0, 0.3], [1, 1, 0.3])
    draw(ink, [0, 0, 0.3], [1, 1, 0.6])
    const [constant, varying] = ink.strokes.value.map(({ points }) => points.map(({ pressure }) => pressure))
    expect(constant).toEqual([undefined, undefined])
    expect(varying).toEqual([0.3, 0.6])
  })
})

describe('the eraser', () => {
  const stroke = { points: [{ x: 0, y: 0 }, { x: 1, y: 0 }] } // prettier-ignore

  it('touches what it crosses between two of its samples', () => {
    expect(strokeTouches(stroke, { x: 0.5, y: -0.4 }, { x: 0.5, y: 0.4 }, 0.01)).toBe(true)
  })

  it('touches what lies within its radius and nothing beyond', () => {
    expect(strokeTouches(stroke, { x: 0.5, y: 0.02 }, { x: 0.5, y: 0.02 }, 0.03)).toBe(true)
    expect(strokeTouches(stroke, { x: 0.5, y: 0.04 }, { x: 0.5, y: 0.04 }, 0.03)).toBe(false)
    expect(strokeTouches({ points: [{ x: 0, y: 0 }] }, { x: 0, y: 0.01 }, { x: 0, y: 0.01 }, 0.03)).toBe(true)
  })
})

describe('drawing without a pen', () => {
  const key = (name: string, more: object = {}) => ({ key: name, ...more }) as KeyboardEvent

  it('puts the nib down with Space, moves it with arrows and lifts it with Space again', () => {
    const ink = useInk({ eraserRadius: () => 0.02 })
    const nib = usePadKeyboardNib(ink.target)
    nib.keydown(key('ArrowRight'))
    expect(ink.isEmpty.value).toBe(true)
    nib.keydown(key(' '))
    nib.keyup(key(' '))
    expect(nib.isDown.value).toBe(true)
    nib.keydown(key('ArrowDown', { shiftKey: true }))
    nib.keydown(key('PageDown'))
    nib.keydown(key(' '))
    nib.keyup(key(' '))
    expect(nib.isDown.value).toBe(false)
    expect(ink.strokes.value).toEqual([
      {
        pointer: 'keyboard',
        points: [
          { x: 0.525, y: 0.25 },
          { x: 0.525, y: 0.35 },
          { x: 0.55, y: 0.375 },
        ],
      },
    ])
  })

  it('draws while Space is held and lifts when it is let go', () => {
    const ink = useInk({ eraserRadius: () => 0.02 })
    const nib = usePadKeyboardNib(ink.target)
    nib.keydown(key(' '))
    nib.keydown(key(' ', { repeat: true }))
    nib.keydown(key('ArrowDown'))
    nib.keyup(key(' '))
    expect(nib.isDown.value).toBe(false)
    expect(ink.finished.value).toHaveLength(1)
  })

  it('stays on the paper, and leaves commands of the frame alone', () => {
    const nib = usePadKeyboardNib(useInk({ eraserRadius: () => 0.02 }).target)
    for (let k = 0; k < 30; k++) nib.keydown(key('ArrowLeft', { shiftKey: true }))
    expect(nib.position.value.x).toBe(0.02)
    expect(nib.keydown(key('ArrowLeft', { ctrlKey: true }))).toBe(false)
  })
})
