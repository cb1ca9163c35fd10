import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AppCore, startAppCore } from '#app/app-core.ts'
import { dataFolder } from '#hosts/data-folder.ts'
import { createNodeHost } from '#hosts/node-host.ts'
import { toWireError } from '#rpc/wire.ts'
import { type InkToJudge, judgeInk, readInk } from './notebook/judge-ink.ts'
import { type NotebookOptions, readOptions, usage } from './notebook/options.ts'
import { ProgressLine } from './notebook/progress-line.ts'
import { reportTable } from './notebook/report-table.ts'
import { type OpenDigits, openDigits, runNotebook } from './notebook/run-notebook.ts'
import { version } from './version.ts'

/** The notebook's steps without a window, on the application's own core and processes. */
async function main(options: NotebookOptions): Promise<number> {
  const folder = options.keep ? dataFolder() : mkdtempSync(join(tmpdir(), 'digit-workbench-'))
  const core = await startAppCore({
    host: createNodeHost({ dataFolder: folder, processFolder: import.meta.dirname }),
    version,
    apart: true,
  })
  const line = new ProgressLine(process.stderr)
  const end = async () => {
    line.clear()
    await core.close()
    if (!options.keep) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  process.once('SIGINT', () => void end().then(() => process.exit(130)))
  process.once('SIGTERM', () => void end().then(() => process.exit(143)))
  const warn = (sentence: string) => {
    line.clear()
    console.error(`Warning: ${sentence}`)
  }
  try {
    // What is wrong with a file is said before hours of fitting.
    const given = await openAll(core, options, line, warn).catch(explain)
    if (given === null) return 2
    const { digits, ink } = given
    const fitted = await runNotebook(core, options, digits, line)
    const { report } = fitted
    // The figures of the fits are written whatever becomes of the ink.
    const judged = await judgeInk(core, ink, fitted, line, warn).then(() => true, explain)
    if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`)
    console.log(reportTable(report))
    return judged === null || Object.values(report.steps).some(({ error }) => error !== undefined) ? 1 : 0
  } finally {
    await end()
  }
}

async function openAll(
  core: AppCore,
  options: NotebookOptions,
  line: ProgressLine,
  warn: (sentence: string) => void,
): Promise<{ digits: OpenDigits; ink: InkToJudge }> {
  const ink = await readInk(core, options, warn)
  return { digits: await openDigits(core, options, line, warn), ink }
}

function explain(error: unknown): null {
  const { message, hint } = toWireError(error)
  console.error(hint === undefined ? message : `${message} ${hint}`)
  return null
}

function optionsOrNull(): NotebookOptions | null {
  try {
    return readOptions(process.argv.slice(2))
  } catch (error) {
    return explain(error)
  }
}

const options = optionsOrNull()
if (options === null) {
  process.exitCode = 2
} else if (options.help) {
  console.log(usage)
} else {
  process.exitCode = await main(options).catch((error: unknown) => {
    explain(error)
    return 1
  })
}
