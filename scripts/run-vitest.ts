import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withExitCode } from './counts.ts'
import type { Counts } from './counts.ts'
import { root } from './root.ts'
import { runInForeground } from './run.ts'

interface JsonReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
}

/** Runs Vitest in this terminal and returns what it counted. */
export async function runVitest(args: string[]): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'digit-workbench-'))
  try {
    const report = join(folder, 'report.json')
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const code = await runInForeground(process.execPath, [vitest, 'run', '--root', root, ...reporters, ...args])
    return withExitCode(counted(await readFile(report, 'utf8').catch(() => null)), code)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function counted(report: string | null): Counts | null {
  if (report === null) return null
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(report) as JsonReport
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
}
