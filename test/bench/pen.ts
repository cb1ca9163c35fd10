import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { CDPSession, Page } from 'playwright-core'
import { answeredMark } from '#renderer/places/draw/answered-mark.ts'
import { buildIfStale } from '../../scripts/build-if-stale.ts'
import { root } from '../../scripts/root.ts'
import { runQuietly } from '../../scripts/run.ts'
import { launch } from '../e2e/hosts/browser.ts'
import { Workbench } from '../e2e/pages/workbench.ts'
import { replayPen, watchPad, type PenLog } from '../e2e/pen-replay.ts'
import { penDigits } from '../e2e/pen-streams.ts'
import { mnistFile } from '../mnist.ts'

const usage = `Usage: node test/bench/pen.ts [options]     from pen-down to ink, from pen-up to all answers, in the built application

  --rows N                   training rows of the six models and of the fit under way (default: 60000)
  --digits N                 digits replayed (default: 100)
  --home DIR                 data folder to keep, so that a second run need not fit anew
  --train FILE --test FILE   digits (default: the MNIST files in ../shared/mnist)`

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '60000' },
    digits: { type: 'string', default: '100' },
    home: { type: 'string' },
    train: { type: 'string', default: mnistFile('train') },
    test: { type: 'string', default: mnistFile('t10k') },
    help: { type: 'boolean', default: false, short: 'h' },
  },
})
if (values.help) {
  console.log(usage)
  process.exit(0)
}
const files = [resolve(values.train), resolve(values.test)]
const missing = files.find((file) => !existsSync(file))
if (missing !== undefined) {
  console.error(`There is no file ${missing}; --train and --test name the digits.`)
  process.exit(2)
}

/** Of the notebook and beside it: two linear, three kernel machines, neighbours. */
const steps = ['digits', 'linear-svm', 'poly-svm', 'rbf-svm', 'sigmoid-svm', 'knn']
const restBetweenDigits = 250

interface EventLog {
  /** Milliseconds from the device's time to the handler, one a sample that was new. */
  raw: number[]
  moved: number[]
  rawEvents: number
  moveEvents: number
}

/** Counts what the two kinds of events bring; both hear the same pen. */
function watchEvents(): void {
  const log: EventLog = { raw: [], moved: [], rawEvents: 0, moveEvents: 0 }
  Object.assign(window, { eventLog: log })
  const pad = document.querySelector('[data-testid="pad"]')
  const note = (event: PointerEvent, delays: number[]) => {
    const now = performance.now()
    const samples = event.getCoalescedEvents()
    for (const { timeStamp } of samples.length > 0 ? samples : [event]) delays.push(now - timeStamp)
  }
  pad?.addEventListener('pointerrawupdate', (event) => {
    log.rawEvents++
    note(event as PointerEvent, log.raw)
  })
  pad?.addEventListener('pointermove', (event) => {
    log.moveEvents++
    note(event as PointerEvent, log.moved)
  })
}

/** From each pen-up to the moment in which all models' answers to ink with the finished stroke stand on the page. */
function watchAnswers(name: string): void {
  const log: number[] = []
  Object.assign(window, { answerLog: log })
  let waiting: { up: number; handled: number }[] = []
  // Heard before the pad hears it, so what the pad asks from then on is of the finished stroke.
  const note = (event: PointerEvent) => waiting.push({ up: event.timeStamp, handled: performance.now() })
  window.addEventListener('pointerup', note, true)
  new PerformanceObserver((list) => {
    for (const mark of list.getEntriesByName(name) as PerformanceMark[]) {
      const asked = mark.detail as number
      for (const { up, handled } of waiting) if (handled <= asked) log.push(mark.startTime - up)
      waiting = waiting.filter(({ handled }) => handled > asked)
    }
  }).observe({ type: 'mark' })
}

const at = (sorted: number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
const inWords = (delays: number[]) => {
  const sorted = [...delays].sort((a, b) => a - b)
  const [half, most, last] = [at(sorted, 0.5), at(sorted, 0.95), sorted[sorted.length - 1]]
  return `median ${half.toFixed(1)} ms, 95 % below ${most.toFixed(1)} ms, longest ${last.toFixed(1)} ms (${sorted.length})`
}
const read = <T>(page: Page, name: string) => page.evaluate((key) => Reflect.get(window, key) as T, name)

async function write(page: Page, session: CDPSession, digits: ReturnType<typeof penDigits>): Promise<number> {
  let written = 0
  for (const { strokes } of digits) {
    await page.keyboard.press('Delete')
    const real = strokes.filter(({ length }) => length > 1)
    await replayPen(page, session, real)
    written += real.length
    await wait(restBetweenDigits)
  }
  return written
}

async function measure(page: Page, session: CDPSession, title: string): Promise<void> {
  await page.evaluate(watchPad)
  await page.evaluate(watchEvents)
  await page.evaluate(watchAnswers, answeredMark)
  const strokes = await write(page, session, penDigits(Number(values.digits)))
  const pen = await read<PenLog>(page, 'penLog')
  const events = await read<EventLog>(page, 'eventLog')
  const answers = await read<number[]>(page, 'answerLog')
  console.log(`\n${title}`)
  console.log(`  strokes written ${strokes}, begun ${pen.downs}, ended ${pen.ups}`)
  console.log(`  frames from pen-down to ink: ${Math.max(...pen.frames)} at most`)
  console.log(`  pen-up to all ${steps.length} answers: ${inWords(answers)}`)
  const late = pen.ups - answers.length
  if (late !== 0) console.log(`  ${late} strokes were never answered, and are not among these`)
  console.log(`  pointerrawupdate: ${events.rawEvents} events, handled after ${inWords(events.raw)}`)
  console.log(`  pointermove:      ${events.moveEvents} events, handled after ${inWords(events.moved)}`)
}

await buildIfStale()
const home = values.home === undefined ? await mkdtemp(join(tmpdir(), 'digit-workbench-pen-')) : resolve(values.home)
try {
  if (!existsSync(join(home, 'runs'))) {
    process.env.DIGIT_WORKBENCH_HOME = home
    const given = ['--train', files[0], '--test', files[1], '--rows', values.rows, '--only', steps.join(',')]
    const { code, output } = await runQuietly([join(root, 'out/main/notebook.js'), '--keep', ...given])
    if (code !== 0) throw new Error(output)
  }
  const launched = await launch({ dataFolder: home, files })
  try {
    const { page } = launched
    const workbench = new Workbench(page)
    await workbench.go('Draw')
    await workbench.draw.answers.nth(steps.length - 1).waitFor()
    const session = await page.context().newCDPSession(page)
    await write(page, session, penDigits(3))
    await measure(page, session, 'Idle')
    await workbench.go('Train')
    // It lasts longer than the digits.
    await workbench.train.choosePreset('Virtual support vectors, degree 9')
    await workbench.train.field('Training rows').fill(values.rows)
    await workbench.train.start()
    await workbench.train.waitFor('running')
    await workbench.go('Draw')
    await workbench.draw.pad.waitFor()
    await measure(page, session, 'While a kernel machine trains on every core')
    await workbench.go('Train')
    await workbench.train.waitFor('running')
    // Stopped, it leaves no seventh model behind.
    await workbench.train.newest.getByRole('button', { name: /^Stop/ }).click()
    await workbench.train.waitFor('stopped')
  } finally {
    await launched.close()
  }
} finally {
  if (values.home === undefined) await rm(home, { recursive: true, force: true, maxRetries: 5 })
}
