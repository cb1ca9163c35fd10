import { formatCounts, readCounts, sum, withExitCode } from './counts.ts'
import type { Counts } from './counts.ts'
import { runAndShow } from './run.ts'
import { runVitest } from './run-vitest.ts'

/** A step of package.json that passes or fails as a whole. */
async function check(script: string): Promise<Counts> {
  const { code } = await runAndShow(script)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/** A script of package.json that prints its own counts. */
async function counting(script: string): Promise<Counts> {
  const { code, output } = await runAndShow(script)
  return withExitCode(readCounts(output), code)
}

const suites: Record<string, () => Promise<Counts>> = {
  types: () => check('typecheck'),
  lint: () => check('lint'),
  build: () => check('build'),
  unit: () => runVitest([]),
  package: () => counting('package:check'),
  e2e: () => counting('e2e'),
}

const outcomes: [string, Counts][] = []
for (const [name, run] of Object.entries(suites)) {
  console.log(`\n== ${name}`)
  outcomes.push([name, await run()])
}

console.log('')
for (const [name, counts] of outcomes) console.log(`${name.padEnd(8)} ${formatCounts(counts)}`)
const total = sum(outcomes.map(([, counts]) => counts))
console.log(formatCounts(total))
process.exitCode = total.failed > 0 ? 1 : 0
