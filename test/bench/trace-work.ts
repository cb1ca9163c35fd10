import type { Browser, Page } from 'playwright-core'

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds. */
  ts: number
  dur?: number
  /** The same in time of the processor: what it is when nobody else wants it. */
  tdur?: number
  args?: { name?: string }
}

/** A task of the page's main thread: script, style, layout and paint, in milliseconds. */
export interface MainTask {
  start: number
  wall: number
  cpu: number
}

export interface Trace {
  tasks: MainTask[]
  /** Stretches of script (collecting garbage included), style and layout, inner ones within outer ones: start and end. */
  own: [number, number][]
  /** When each `performance.mark` of the page was set, by its name. */
  marks: Map<string, number[]>
}

const categories = ['toplevel', 'blink.user_timing', 'devtools.timeline', 'v8', '__metadata']
const ownWork = new Set(
  'FunctionCall EvaluateScript RunMicrotasks TimerFire EventDispatch FireAnimationFrame MinorGC MajorGC UpdateLayoutTree Layout'.split(
    ' ',
  ),
)

/** Records what the main thread of a page does meanwhile. */
export async function traced(browser: Browser, page: Page, action: () => Promise<void>): Promise<Trace> {
  await browser.startTracing(page, { categories })
  await action()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  const markEvents = traceEvents.filter(
    ({ name, ph }) => /^timing:/.test(name) && (ph === 'I' || ph === 'R' || ph === 'i'),
  )
  const [main] = markEvents
  const marks = new Map<string, number[]>()
  for (const { name, ts } of markEvents) marks.set(name, [...(marks.get(name) ?? []), ts / 1000])
  const ofMain = traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && pid === main?.pid && tid === main.tid)
  const own = ofMain
    .filter(({ name }) => ownWork.has(name))
    .map(({ ts, dur }): [number, number] => [ts / 1000, (ts + (dur ?? 0)) / 1000])
    .sort((a, b) => a[0] - b[0])
  const tasks = ofMain
    .filter(({ name }) => /RunTask$/.test(name))
    .map(({ ts, dur, tdur }) => ({ start: ts / 1000, wall: (dur ?? 0) / 1000, cpu: (tdur ?? dur ?? 0) / 1000 }))
    .sort((a, b) => a.start - b.start)
  return { tasks, own, marks }
}

/** Work of the main thread from each mark to the next, the last left out: all of it, and what the page's own script, style and layout took. */
export function workBetween({ tasks, own, marks }: Trace, name: string): { wall: number; cpu: number; own: number }[] {
  const times = marks.get(`timing:${name}`) ?? []
  return times.slice(0, -1).map((from, k) => {
    // The task that sets a mark began before it.
    const within = tasks.filter(({ start, wall }) => start + wall > from && start + wall <= times[k + 1])
    return {
      wall: within.reduce((sum, task) => sum + task.wall, 0),
      cpu: within.reduce((sum, task) => sum + task.cpu, 0),
      own: covered(own.filter(([start]) => start >= from && start < times[k + 1])),
    }
  })
}

/** How long stretches last together, each moment counted once; they are sorted by their start. */
function covered(stretches: [number, number][]): number {
  let sum = 0
  let reached = -Infinity
  for (const [start, end] of stretches) {
    sum += Math.max(0, end - Math.max(start, reached))
    reached = Math.max(reached, end)
  }
  return sum
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN
}
