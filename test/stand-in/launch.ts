import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import type electronModule from './electron.ts'
import type { Order, Report } from './remote-control.ts'

export type StandInElectron = typeof electronModule

export interface StandInProcess {
  readonly pid: number
  /** What it printed so far. */
  output(): string
  /** As Playwright's `electronApp.evaluate`: runs there, so it may use nothing from here but its argument. */
  evaluate<Value, Argument>(
    order: (electron: StandInElectron, argument: Argument) => Value | Promise<Value>,
    argument?: Argument,
  ): Promise<Value>
  firstWindow(): Promise<Page>
  exited: Promise<number | null>
  /** By `app.quit()`; kills it when that takes too long. */
  close(): Promise<number | null>
}

const quitLimitMs = 10_000

export async function launchStandIn(options: {
  main: string
  args?: string[]
  env?: Record<string, string>
}): Promise<StandInProcess> {
  const child = fork(options.main, options.args ?? [], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', join(import.meta.dirname, 'register.ts')],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...options.env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => (output += String(bytes)))
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const waiting = new Map<number, { done(value: unknown): void; failed(error: Error): void }>()
  child.on('message', (report: Report) => {
    const call = waiting.get(report.id)
    waiting.delete(report.id)
    if ('failure' in report) call?.failed(new Error(report.failure))
    else call?.done(report.value)
  })
  void exited.then(() => {
    for (const { failed } of waiting.values()) failed(new Error(`The application has ended.\n${output}`))
  })
  let count = 0
  const evaluate: StandInProcess['evaluate'] = (source, argument) =>
    new Promise((done, failed) => {
      if (child.exitCode !== null || !child.connected) return failed(new Error(`The application has ended.\n${output}`))
      const order: Order = { id: ++count, source: source.toString(), argument }
      waiting.set(order.id, { done: done as (value: unknown) => void, failed })
      child.send(order)
    })
  return {
    pid: child.pid ?? 0,
    output: () => output,
    evaluate,
    exited,
    async firstWindow() {
      await evaluate(async ({ app, BrowserWindow }) => {
        await app.whenReady()
        while (!BrowserWindow.getAllWindows().some((window) => window.isVisible()))
          await new Promise((next) => setTimeout(next, 10))
      })
      const port = await evaluate(() => process.env.STAND_IN_PORT)
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
      const pages = browser.contexts().flatMap((context) => context.pages())
      const page = pages.find((candidate) => candidate.url().startsWith('http://127.0.0.1:'))
      if (!page) throw new Error(`No window of the application is open.\n${output}`)
      return page
    },
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        await evaluate(({ app }) => app.quit()).catch(() => undefined)
        const timer = setTimeout(() => child.kill('SIGKILL'), quitLimitMs)
        await exited
        clearTimeout(timer)
      }
      return exited
    },
  }
}
