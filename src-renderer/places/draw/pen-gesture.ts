import type { InkPoint, PointerKind } from '#learn/ink/stroke.ts'

/** What is read of a PointerEvent; tests make these by hand. */
export type PenEvent = Pick<
  PointerEvent,
  | 'pointerId'
  | 'pointerType'
  | 'button'
  | 'buttons'
  | 'pressure'
  | 'tiltX'
  | 'tiltY'
  | 'clientX'
  | 'clientY'
  | 'timeStamp'
> &
  Partial<Pick<PointerEvent, 'width' | 'height' | 'getCoalescedEvents' | 'getPredictedEvents'>>

/** What gestures do to the ink. Points are shares of the pad's side. */
export interface InkTarget {
  begin(point: InkPoint, pointer: PointerKind): void
  extend(points: InkPoint[]): void
  /** Where the nib probably goes next: to be drawn and forgotten, never kept. */
  ahead?(points: InkPoint[]): void
  end(): void
  /** Forgets the stroke under way. */
  abandon(): void
  eraseAt(from: InkPoint, to: InkPoint): void
  endErasing(): void
}

export interface PadPlace {
  left: number
  top: number
  side: number
}

const tipBit = 1
const barrelBit = 2
const eraserBit = 32
/** CSS pixels: no fingertip is wider, a palm is. */
const palmSide = 60

/**
 * One pointer at a time draws or erases. Once a pen was seen, also hovering, touches are turned away before they touch the ink,
 * and one under way is taken back: a resting palm often comes first. Each event comes with the place of the pad at that moment,
 * which a resized window moves in mid-stroke.
 */
export class PenGesture {
  /** Set from outside: the eraser tool or a held E. */
  erasing = false
  penOnly = false
  private readonly ink: InkTarget
  private readonly onPenSeen: () => void
  private active: { pointerId: number; type: string; erases: boolean; last: InkPoint } | null = null
  private heldPressure: number | undefined
  private origin: number | null = null

  constructor(ink: InkTarget, onPenSeen: () => void) {
    this.ink = ink
    this.onPenSeen = onPenSeen
  }

  get busy(): boolean {
    return this.active !== null
  }

  /** True when this pointer now draws or erases and wants to be captured. */
  down(event: PenEvent, place: PadPlace): boolean {
    this.notice(event)
    if (this.active || this.isPalm(event)) return false
    const pen = event.pointerType === 'pen'
    const erases = this.erasing || (pen && (event.buttons & (eraserBit | barrelBit)) !== 0)
    if (!erases && event.button !== 0) return false
    this.heldPressure = undefined
    const first = this.point(event, place)
    this.active = { pointerId: event.pointerId, type: event.pointerType, erases, last: first }
    if (erases) this.ink.eraseAt(first, first)
    else this.ink.begin(first, pointerKind(event.pointerType))
    return true
  }

  /**
   * True when it began a stroke. While one button is held the browser tells of the others by moves alone: a tip that comes up
   * ends its stroke also with the barrel pressed, and one that comes down begins one.
   */
  move(event: PenEvent, place: PadPlace): boolean {
    this.notice(event)
    const { active } = this
    if (!active) return event.button === 0 && (event.buttons & tipBit) !== 0 && this.down(event, place)
    if (event.pointerId !== active.pointerId) return false
    if (!active.erases && (event.buttons & tipBit) === 0) {
      this.up(event, place)
      return false
    }
    const coalesced = event.getCoalescedEvents?.() ?? []
    this.follow((coalesced.length > 0 ? coalesced : [event]).map((sample) => this.point(sample, place)))
    return false
  }

  /** The predicted samples of a move, to be drawn ahead of the nib. */
  foresee(event: PenEvent, place: PadPlace): void {
    const { active } = this
    if (!active || active.erases || event.pointerId !== active.pointerId) return
    const predicted = event.getPredictedEvents?.() ?? []
    this.ink.ahead?.(predicted.map((sample) => ({ ...active.last, ...this.placeOf(sample, place) })))
  }

  /** The nib leaves the pad, and its last place belongs to the stroke. */
  up(event: PenEvent, place: PadPlace): void {
    const { active } = this
    if (!active || event.pointerId !== active.pointerId) return
    const last = this.point(event, place)
    if (last.x !== active.last.x || last.y !== active.last.y) this.follow([last])
    this.end()
  }

  /** The system takes the pointer away: a touch because it was a palm, a pen for its own reasons, so what it drew stays. */
  cancel(pointerId: number): void {
    if (this.active?.type === 'touch' && this.active.pointerId === pointerId) this.abandon()
    else this.end(pointerId)
  }

  /** Capture lost or window left: what was drawn stays. */
  end(pointerId?: number): void {
    if (!this.active || (pointerId !== undefined && pointerId !== this.active.pointerId)) return
    const { erases } = this.active
    this.active = null
    if (erases) this.ink.endErasing()
    else this.ink.end()
  }

  /** Takes back the stroke under way; false when there was none. */
  abandon(): boolean {
    if (!this.active) return false
    const { erases } = this.active
    this.active = null
    if (erases) this.ink.endErasing()
    else this.ink.abandon()
    return true
  }

  private follow(points: InkPoint[]): void {
    const { active } = this
    if (!active) return
    // A device repeats itself when only its tilt or a button changed.
    const moved = points.filter((point) => {
      const { last } = active
      const still = point.x === last.x && point.y === last.y && point.pressure === last.pressure
      if (still) return false
      if (active.erases) this.ink.eraseAt(last, point)
      active.last = point
      return true
    })
    if (!active.erases && moved.length > 0) this.ink.extend(moved)
  }

  private notice(event: PenEvent): void {
    if (event.pointerType !== 'pen') return
    this.onPenSeen()
    if (this.active?.type === 'touch') this.abandon()
  }

  private isPalm(event: PenEvent): boolean {
    if (event.pointerType !== 'touch') return false
    return this.penOnly || Math.max(event.width ?? 0, event.height ?? 0) > palmSide
  }

  private placeOf(event: PenEvent, { left, top, side }: PadPlace): { x: number; y: number } {
    return { x: (event.clientX - left) / side, y: (event.clientY - top) / side }
  }

  private point(event: PenEvent, place: PadPlace): InkPoint {
    this.origin ??= event.timeStamp
    const point: InkPoint = {
      ...this.placeOf(event, place),
      ms: Math.round((event.timeStamp - this.origin) * 10) / 10,
    }
    if (event.pointerType !== 'pen') return point
    const pressure = this.believed(event.pressure)
    if (pressure !== undefined) point.pressure = pressure
    if (event.tiltX !== 0 || event.tiltY !== 0) {
      point.tiltX = event.tiltX
      point.tiltY = event.tiltY
    }
    return point
  }

  /** Some drivers send pressure only when it changes, and 0 or exactly 0.5 in between: then the last one holds. */
  private believed(pressure: number): number | undefined {
    if (pressure !== 0 && pressure !== 0.5) this.heldPressure = pressure
    return this.heldPressure
  }
}

function pointerKind(type: string): PointerKind {
  return type === 'pen' || type === 'touch' ? type : 'mouse'
}
