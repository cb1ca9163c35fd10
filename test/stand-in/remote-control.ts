export interface Order {
  id: number
  source: string
  argument: unknown
}
export type Report = { id: number; value: unknown } | { id: number; failure: string }

/** Runs the functions that a test sends, as Playwright does in a real Electron's main process. */
export function answerTests(electron: object): void {
  if (!process.send) return
  process.on('message', async ({ id, source, argument }: Order) => {
    let report: Report
    try {
      const order = (0, eval)(`(${source})`) as (electron: object, argument: unknown) => unknown
      report = { id, value: await order(electron, argument) }
    } catch (error) {
      report = { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
    process.send?.(report, undefined, undefined, () => undefined)
  })
  process.on('disconnect', () => process.exit(1))
}
