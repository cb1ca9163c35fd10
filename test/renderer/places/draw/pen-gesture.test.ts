import { beforeEach, describe, expect, it } from 'vitest'
import type { InkPoint } from '#learn/ink/stroke.ts'
import { PenGesture } from '#renderer/places/draw/pen-gesture.ts'
import type { InkTarget, PenEvent } from '#renderer/places/draw/pen-gesture.ts'

const place = { left: 100, top: 50, side: 200 }

function event(change: Partial<PenEvent> = {}): PenEvent {
  return {
    pointerId: 1,
    pointerType: 'pen',
    button: 0,
    buttons: 1,
    pressure: 0.3,
    tiltX: 0,
    tiltY: 0,
    clientX: 200,
    clientY: 150,
    timeStamp: 1000,
    ...change,
  }
}

let log: string[]
let points: InkPoint[]
let pensSeen: number
let gesture: PenGesture

beforeEach(() => {
  log = []
  points = []
  pensSeen = 0
  const target: InkTarget = {
    begin: (point, pointer) => {
      log.push(`begin ${pointer}`)
      points = [point]
    },
    extend: (more) => {
      log.push(`extend ${more.length}`)
      points.push(...more)
    },
    end: () => log.push('end'),
    abandon: () => log.push('abandon'),
    eraseAt: () => log.push('erase'),
    endErasing: () => log.push('end erasing'),
  }
  gesture = new PenGesture(target, () => {
    pensSeen++
    gesture.penOnly = true
  })
})

describe('a pen gesture', () => {
  it('shows where the pen goes next without keeping it', () => {
    const ahead: InkPoint[][] = []
    const kept: InkPoint[] = []
    const nothing = () => undefined
    const target: InkTarget = {
      begin: (point) => kept.push(point),
      extend: (more) => kept.push(...more),
      ahead: (more) => ahead.push(more),
      end: nothing,
      abandon: nothing,
      eraseAt: nothing,
      endErasing: nothing,
    }
    const foreseeing = new PenGesture(target, nothing)
    const predicted = [event({ clientX: 230, pressure: 0.9 })] as PointerEvent[]
    const moved = event({ clientX: 220, getPredictedEvents: () => predicted })
    foreseeing.down(event(), place)
    foreseeing.move(moved, place)
    foreseeing.foresee(moved, place)
    expect(ahead).toEqual([[expect.objectContaining({ x: 0.65, y: 0.5, pressure: 0.3 })]])
    expect(kept.map(({ x }) => x)).toEqual([0.5, 0.6])
  })

  it('keeps every coalesced sample, as shares of the pad with pressure, tilt and time', () => {
    gesture.down(event(), place)
    const samples = [
      event({ clientX: 210, pressure: 0.4, timeStamp: 1004 }),
      event({ clientX: 220, pressure: 0.6, timeStamp: 1008.25, tiltX: 20, tiltY: -5 }),
    ]
    gesture.move(event({ clientX: 220, getCoalescedEvents: () => samples as PointerEvent[] }), place)
    gesture.end(1)
    expect(log).toEqual(['begin pen', 'extend 2', 'end'])
    expect(points).toEqual([
      { x: 0.5, y: 0.5, ms: 0, pressure: 0.3 },
      { x: 0.55, y: 0.5, ms: 4, pressure: 0.4 },
      { x: 0.6, y: 0.5, ms: 8.3, pressure: 0.6, tiltX: 20, tiltY: -5 },
    ])
  })

  it('takes the event itself where the list of coalesced ones is empty', () => {
    gesture.down(event(), place)
    gesture.move(event({ clientX: 240, getCoalescedEvents: () => [] }), place)
    expect(points.at(-1)?.x).toBe(0.7)
  })

  it('holds the last pressure where the driver sends 0 or exactly 0.5 in mid-stroke, and has none for a mouse', () => {
    gesture.down(event({ pressure: 0.3 }), place)
    gesture.move(event({ clientX: 210, pressure: 0 }), place)
    gesture.move(event({ clientX: 220, pressure: 0.5 }), place)
    gesture.move(event({ clientX: 230, pressure: 0.7 }), place)
    expect(points.map(({ pressure }) => pressure)).toEqual([0.3, 0.3, 0.3, 0.7])
    gesture.end(1)
    gesture.down(event({ pointerType: 'mouse', pressure: 0.5 }), place)
    expect(points[0]).not.toHaveProperty('pressure')
  })

  it('follows one pointer and ignores others until it is up', () => {
    gesture.down(event({ pointerType: 'mouse' }), place)
    expect(gesture.down(event({ pointerId: 2, pointerType: 'touch' }), place)).toBe(false)
    gesture.move(event({ pointerId: 2, pointerType: 'touch', clientX: 300 }), place)
    gesture.end(2)
    expect(gesture.busy).toBe(true)
    gesture.end(1)
    expect(log).toEqual(['begin mouse', 'end'])
  })

  it('erases with the eraser end, the barrel button, or while erasing is set', () => {
    for (const change of [
      { button: 5, buttons: 32 },
      { button: 2, buttons: 2 },
    ]) {
      expect(gesture.down(event(change), place)).toBe(true)
      gesture.end(1)
    }
    gesture.erasing = true
    gesture.down(event(), place)
    gesture.move(event({ clientX: 220 }), place)
    gesture.end(1)
    expect(log).toEqual(['erase', 'end erasing', 'erase', 'end erasing', 'erase', 'erase', 'end erasing'])
  })

  it('leaves the other buttons of a mouse alone', () => {
    expect(gesture.down(event({ pointerType: 'mouse', button: 2, buttons: 2 }), place)).toBe(false)
    expect(log).toEqual([])
  })

  it('turns touches away once a pen was seen, also when it only hovered', () => {
    expect(gesture.down(event({ pointerType: 'touch' }), place)).toBe(true)
    gesture.end(1)
    gesture.move(event({ buttons: 0 }), place)
    expect(pensSeen).toBe(1)
    expect(gesture.down(event({ pointerType: 'touch' }), place)).toBe(false)
    gesture.penOnly = false
    expect(gesture.down(event({ pointerType: 'touch' }), place)).toBe(true)
  })

  it('takes back a palm that came before the pen', () => {
    gesture.down(event({ pointerType: 'touch', pointerId: 7 }), place)
    gesture.move(event({ pointerType: 'touch', pointerId: 7, clientX: 230 }), place)
    expect(gesture.down(event({ pointerId: 8 }), place)).toBe(true)
    expect(log).toEqual(['begin touch', 'extend 1', 'abandon', 'begin pen'])
  })

  it('ignores a touch that is wider than any finger', () => {
    expect(gesture.down(event({ pointerType: 'touch', width: 90, height: 40 }), place)).toBe(false)
    expect(gesture.down(event({ pointerType: 'touch', width: 40, height: 40 }), place)).toBe(true)
  })

  it('keeps what was drawn when the system ends the gesture, and once only', () => {
    gesture.down(event(), place)
    gesture.end(1)
    gesture.end(1)
    gesture.end()
    expect(log).toEqual(['begin pen', 'end'])
    expect(gesture.abandon()).toBe(false)
  })

  it('ends a stroke when the tip comes up, also while the barrel button is held, and begins one when it comes down again', () => {
    gesture.down(event(), place)
    gesture.move(event({ clientX: 210, button: 2, buttons: 3 }), place)
    gesture.move(event({ clientX: 215, button: 0, buttons: 2, pressure: 0 }), place)
    expect(gesture.busy).toBe(false)
    gesture.move(event({ clientX: 230, button: -1, buttons: 2 }), place)
    expect(points.map(({ x }) => x)).toEqual([0.5, 0.55, 0.575])
    expect(log).toEqual(['begin pen', 'extend 1', 'extend 1', 'end'])
    // With the barrel pressed the tip erases.
    expect(gesture.move(event({ clientX: 240, button: 0, buttons: 3 }), place)).toBe(true)
    expect(log.at(-1)).toBe('erase')
  })

  it('does not write with a pointer that came down elsewhere', () => {
    expect(gesture.move(event({ button: -1 }), place)).toBe(false)
    expect(log).toEqual([])
  })

  it('keeps the place where the nib was lifted, with the pressure it had', () => {
    gesture.down(event(), place)
    gesture.move(event({ clientX: 210, pressure: 0.4 }), place)
    gesture.up(event({ clientX: 220, pressure: 0, buttons: 0 }), place)
    expect(points.map(({ x, pressure }) => [x, pressure])).toEqual([
      [0.5, 0.3],
      [0.55, 0.4],
      [0.6, 0.4],
    ])
    gesture.down(event(), place)
    gesture.up(event({ pressure: 0, buttons: 0 }), place)
    expect(points).toHaveLength(1)
  })

  it('keeps what a pen drew when the system cancels it, and forgets a touch, which was a palm', () => {
    gesture.down(event({ pointerType: 'touch' }), place)
    gesture.cancel(1)
    gesture.down(event(), place)
    gesture.cancel(1)
    expect(log).toEqual(['begin touch', 'abandon', 'begin pen', 'end'])
  })

  it('keeps points where they were when the pad changes its size in mid-stroke', () => {
    gesture.down(event({ clientX: 200 }), place)
    gesture.move(event({ clientX: 150, clientY: 100 }), { left: 50, top: 0, side: 400 })
    expect(points.map(({ x, y }) => [x, y])).toEqual([
      [0.5, 0.5],
      [0.25, 0.25],
    ])
  })
})
