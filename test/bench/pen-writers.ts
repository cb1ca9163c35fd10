import { readFileSync } from 'node:fs'
import type { NotebookReport } from '../../src-main/notebook/report.ts'

/**
 * node test/bench/pen-writers.ts REPORT.json: from what `npm run notebook -- ... --strokes FILE --json REPORT.json` wrote, how each step reads
 * the writers whose mistakes were looked at (even numbers, and 23) and the others.
 */
const [file] = process.argv.slice(2)
if (file === undefined) {
  console.error('usage: node test/bench/pen-writers.ts REPORT.json')
  process.exit(2)
}
const report = JSON.parse(readFileSync(file, 'utf8')) as NotebookReport
const lookedAt = (writer: string) => Number(writer) % 2 === 0 || writer === '23'

console.log('| Step | MNIST | Writers looked at (mean over them) | Other writers | All |')
console.log('| --- | ---: | ---: | ---: | ---: |')
for (const [step, { perWriter }] of Object.entries(report.pen ?? {})) {
  const part = (wanted: (writer: string) => boolean) => {
    const hands = perWriter.filter(({ writer }) => wanted(writer))
    const digits = hands.reduce((sum, { count }) => sum + count, 0)
    const right = hands.reduce((sum, { count, accuracy }) => sum + Math.round(count * accuracy), 0)
    const mean = hands.reduce((sum, { accuracy }) => sum + accuracy, 0) / hands.length
    return `${(right / digits).toFixed(4)} (${mean.toFixed(4)})`
  }
  const others = part((writer) => !lookedAt(writer))
  console.log(
    `| ${step} | ${report.steps[step].accuracy?.toFixed(4)} | ${part(lookedAt)} | ${others} | ${part(() => true)} |`,
  )
}
