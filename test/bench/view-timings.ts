import type { Page } from 'playwright-core'
import { launch } from '../e2e/hosts/browser.ts'
import { percentile, traced, workBetween } from './trace-work.ts'

/**
 * `node test/bench/view-timings.ts mnist_train.csv mnist_test.csv`: what the page costs its main thread with 60,000 + 10,000 digits open,
 * in milliseconds, 95th percentile: `own` is script, style and layout of the page, which the limits are for; `wall` all tasks with painting,
 * `cpu` the same without what others on the machine took.
 */
const [train, test] = process.argv.slice(2)
if (test === undefined) {
  console.error('usage: node test/bench/view-timings.ts TRAIN.csv TEST.csv')
  process.exit(2)
}

const app = await launch({ files: [train, test] })
const { page } = app
const browser = page.context().browser()
if (!browser) throw new Error('The page has no browser.')
const origin = page.url().split('#')[0]
const rows: Record<string, string | number>[] = []

function report(what: string, limit: number, work: { wall: number; cpu: number; own: number }[]) {
  const of = (key: 'wall' | 'cpu' | 'own') =>
    Number(
      percentile(
        work.map((each) => each[key]),
        0.95,
      ).toFixed(1),
    )
  rows.push({ what, times: work.length, limit, own: of('own'), wall: of('wall'), cpu: of('cpu') })
}

async function open(place: string) {
  await page.goto(`${origin}#/${place}`)
  await page.waitForTimeout(1500)
}

/** Does something again and again in the page, each time after a mark, so many frames apart. */
async function repeat(mark: string, times: number, frames: number, action: string) {
  await page.evaluate(
    `(async () => {
      const frame = () => new Promise((next) => requestAnimationFrame(next))
      for (let k = 0; k <= ${times}; k++) {
        performance.mark('timing:${mark}')
        if (k < ${times}) { ${action} }
        for (let n = 0; n < ${frames}; n++) await frame()
      }
    })()`,
  )
}

async function slider() {
  await open('features')
  const step = `document.querySelector('[role=slider]').dispatchEvent(
    new KeyboardEvent('keydown', { key: k % 80 < 40 ? 'ArrowLeft' : 'ArrowRight', bubbles: true }))`
  const trace = await traced(browser!, page, () => repeat('slider', 120, 4, step))
  report('slider to mask', 16, workBetween(trace, 'slider'))
}

async function scroll(what: string) {
  await open('data')
  const step = `document.querySelector('[role=grid]').scrollTop = k * 130`
  const trace = await traced(browser!, page, () => repeat('scroll', 240, 1, step))
  report(what, 8, workBetween(trace, 'scroll'))
}

async function switches() {
  const places = ['data', 'features', 'train', 'evaluate', 'draw', 'compare']
  for (const place of places) await open(place)
  for (const place of places) {
    const trace = await traced(browser!, page, () =>
      repeat('switch', 12, 40, `location.hash = k % 2 ? '#/${place === 'train' ? 'data' : 'train'}' : '#/${place}'`),
    )
    report(
      `to ${place} from ${place === 'train' ? 'data' : 'train'}`,
      100,
      workBetween(trace, 'switch').filter((_, k) => k % 2 === 0),
    )
  }
}

async function longest(what: string, limit: number, places: string[]) {
  const tasks: { wall: number; cpu: number }[] = []
  for (const place of places) {
    await open(place)
    const trace = await traced(browser!, page, async () => {
      await page.evaluate(`performance.mark('timing:idle')`)
      await page.waitForTimeout(3000)
    })
    tasks.push(...trace.tasks)
  }
  const most = (key: 'wall' | 'cpu') => Number(Math.max(...tasks.map((task) => task[key])).toFixed(1))
  rows.push({ what, times: tasks.length, limit, wall: most('wall'), cpu: most('cpu') })
}

async function startTraining(of: Page) {
  await of.getByRole('button', { name: 'Start' }).click()
  await of.locator('[data-state=running]').waitFor()
}

try {
  await page.getByText('60,000 + 10,000').waitFor({ timeout: 120_000 })
  await slider()
  await scroll('scrolling the wall, a frame')
  await longest('longest task, idle', 50, ['data', 'features', 'train', 'draw', 'compare'])
  await open('train')
  await startTraining(page)
  await longest('longest task, training', 100, ['train'])
  await scroll('scrolling while training')
  await open('train')
  await page.locator('[data-state=done]').waitFor({ timeout: 300_000 })
  await switches()
  console.table(rows)
} finally {
  await app.close()
}
