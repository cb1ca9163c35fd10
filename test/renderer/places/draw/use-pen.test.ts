// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref, shallowRef, type EffectScope } from 'vue'
import type { InkPoint } from '#learn/ink/stroke.ts'
import { usePen } from '#renderer/places/draw/use-pen.ts'

const side = 200
let scope: EffectScope
let pad: HTMLElement
let log: string[]
let ahead: number[][]

beforeEach(() => {
  scope = effectScope()
  pad = document.createElement('div')
  pad.tabIndex = 0
  pad.getBoundingClientRect = () => ({ left: 100, top: 50, width: side, height: side }) as DOMRect
  document.body.append(pad)
  log = []
  ahead = []
})
afterEach(() => {
  scope.stop()
  pad.remove()
})

const across = (points: InkPoint[]) => points.map(({ x }) => x)

function listen(rawAtFirst: boolean) {
  const raw = ref(rawAtFirst)
  const penOnly = ref(false)
  const erasing = ref(false)
  const ink = {
    begin: (point: InkPoint, pointer: string) => log.push(`${pointer} at ${point.x}`),
    extend: (points: InkPoint[]) => log.push(`to ${across(points).join(', ')}`),
    ahead: (points: InkPoint[]) => ahead.push(across(points)),
    end: () => log.push('end'),
    abandon: () => log.push('abandon'),
    eraseAt: () => log.push('erase'),
    endErasing: () => log.push('end erasing'),
  }
  const pen = scope.run(() => usePen(shallowRef(pad), { ink, erasing, penOnly, raw }))!
  return { pen, raw, penOnly, erasing }
}

/** `x`, `y`: shares of the pad. */
function say(name: string, x: number, more: PointerEventInit & { y?: number } = {}) {
  const { y = 0.5, ...init } = more
  const place = { clientX: 100 + x * side, clientY: 50 + y * side }
  const event = new PointerEvent(name, {
    ...place,
    pointerId: 1,
    pointerType: 'pen',
    button: name === 'pointerdown' || name === 'pointerup' ? 0 : -1,
    buttons: name === 'pointerup' ? 0 : 1,
    pressure: 0.3,
    bubbles: true,
    cancelable: true,
    ...init,
  })
  pad.dispatchEvent(event)
  return event
}

const sample = (x: number) =>
  new PointerEvent('pointermove', { clientX: 100 + x * side, clientY: 150, pointerType: 'pen', pressure: 0.3 })

describe('the pointer events of the pad', () => {
  it('give each sample once: by the move of a frame, or raw, never by both', async () => {
    const { raw } = listen(false)
    const drawOne = () => {
      log.length = 0
      say('pointerdown', 0.1)
      say('pointerrawupdate', 0.2)
      say('pointerrawupdate', 0.3)
      say('pointermove', 0.3, { coalescedEvents: [sample(0.2), sample(0.3)] })
      say('pointerup', 0.3)
      return log
    }
    expect(drawOne()).toEqual(['pen at 0.1', 'to 0.2, 0.3', 'end'])
    raw.value = true
    await nextTick()
    expect(drawOne()).toEqual(['pen at 0.1', 'to 0.2', 'to 0.3', 'end'])
  })

  it('take what comes next from the later of the two, and only while the nib is down', () => {
    listen(true)
    const predictedEvents = [sample(0.4), sample(0.5)]
    say('pointermove', 0.1, { predictedEvents, buttons: 0 })
    say('pointerdown', 0.1)
    say('pointerrawupdate', 0.3, { predictedEvents })
    expect(ahead).toEqual([])
    say('pointermove', 0.3, { predictedEvents })
    expect(ahead).toEqual([[0.4, 0.5]])
    expect(log).toEqual(['pen at 0.1', 'to 0.3'])
  })

  it('give the pad the focus with a stroke, and leave nothing else to the browser', () => {
    listen(false)
    expect(say('pointerdown', 0.1).defaultPrevented).toBe(true)
    expect(document.activeElement).toBe(pad)
    for (const name of ['contextmenu', 'touchstart']) {
      const event = new Event(name, { cancelable: true })
      pad.dispatchEvent(event)
      expect(event.defaultPrevented).toBe(true)
    }
  })

  it('turn pen only on when the first pen hovers, and leave it off once a person turns it off', async () => {
    const { penOnly } = listen(false)
    const touch = () => say('pointerdown', 0.1, { pointerType: 'touch', pointerId: 2 })
    say('pointermove', 0.2, { buttons: 0 })
    expect(penOnly.value).toBe(true)
    touch()
    expect(log).toEqual([])
    penOnly.value = false
    await nextTick()
    say('pointermove', 0.3, { buttons: 0 })
    expect(penOnly.value).toBe(false)
    touch()
    expect(log).toEqual(['touch at 0.1'])
  })

  it('tell where a pen or a mouse hovers, but not a finger, until it leaves', () => {
    const { pen } = listen(false)
    say('pointermove', 0.25, { y: 0.75, buttons: 0 })
    expect(pen.hover.value).toEqual({ x: 0.25, y: 0.75 })
    say('pointermove', 0.5, { pointerType: 'touch', buttons: 0 })
    expect(pen.hover.value).toEqual({ x: 0.25, y: 0.75 })
    say('pointerleave', 0.5)
    expect(pen.hover.value).toBeNull()
  })

  it.each(['lostpointercapture', 'pointercancel'])('keep what was drawn when %s ends the stroke', (name) => {
    const { pen } = listen(false)
    say('pointerdown', 0.1)
    say('pointermove', 0.2)
    expect(pen.busy()).toBe(true)
    say(name, 0.2, { pointerId: 9 })
    expect(pen.busy()).toBe(true)
    say(name, 0.2)
    expect([pen.busy(), pen.abandon()]).toEqual([false, false])
    expect(log).toEqual(['pen at 0.1', 'to 0.2', 'end'])
  })

  it('end a stroke when the window is left, and take it back when asked', () => {
    const { pen } = listen(false)
    say('pointerdown', 0.1)
    window.dispatchEvent(new Event('blur'))
    say('pointerdown', 0.1)
    expect(pen.abandon()).toBe(true)
    expect(log).toEqual(['pen at 0.1', 'end', 'pen at 0.1', 'abandon'])
  })

  it('erase while erasing is set', async () => {
    const { erasing } = listen(false)
    erasing.value = true
    await nextTick()
    say('pointerdown', 0.1)
    say('pointermove', 0.2)
    say('pointerup', 0.2)
    expect(log).toEqual(['erase', 'erase', 'end erasing'])
  })
})
