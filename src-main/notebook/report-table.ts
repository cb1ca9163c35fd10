import type { NotebookReport, StepReport } from './report.ts'

/** The report for people. */
export function reportTable({ dataset, features, steps, own, pen }: NotebookReport): string {
  const { train, test } = dataset
  const lines = [
    `train    ${train.rows} x ${train.columns}   opened in ${train.seconds.toFixed(2)} s`,
    `test     ${test.rows} x ${test.columns}   opened in ${test.seconds.toFixed(2)} s`,
  ]
  if (features !== undefined) {
    const { threshold0, threshold100 } = features
    lines.push(
      `features ${threshold0.selected} of ${train.columns} pixels vary, ` +
        `${threshold100.selected} with a variance above 100`,
    )
  }
  const rows = Object.entries(steps)
  if (rows.length > 0) {
    lines.push('', ...aligned([head, ...rows.map(([name, step]) => stepRow(name, step))]))
    const notes = rows.flatMap(([name, step]) => notesOf(step).map((note) => `${name}: ${note}`))
    if (notes.length > 0) lines.push('', ...notes)
  }
  if (own !== undefined && own.length > 0) lines.push('', ...aligned(ownRows(own)))
  if (pen !== undefined) lines.push('', ...penLines(pen))
  return lines.join('\n')
}

/** A step reads a picture as it is, then normalised. */
function ownRows(own: NonNullable<NotebookReport['own']>): string[][] {
  const names = Object.keys(own[0].normalised)
  const rows = own.map(({ file, label, predicted, normalised }) => [
    file,
    String(label),
    ...names.map((name) => `${predicted[name]} > ${normalised[name]}`),
  ])
  return [['own digit', 'label', ...names], ...rows]
}

function penLines(pen: NonNullable<NotebookReport['pen']>): string[] {
  return Object.entries(pen).map(
    ([name, { count, accuracy, writerMean, perWriter }]) =>
      `${name} reads ${accuracy.toFixed(4)} of ${count} pen digits` +
      (writerMean === null ? '' : `, ${writerMean.toFixed(4)} in the mean over ${perWriter.length} writers`),
  )
}

const head = ['step', 'fit', 'predict', 'accuracy', 'F1', 'iterations', 'memory']

function stepRow(name: string, step: StepReport): string[] {
  if (step.error !== undefined) return [name, 'failed', '', '', '', '', '']
  return [
    name,
    `${step.fitSeconds.toFixed(2)} s`,
    `${step.predictSeconds.toFixed(2)} s`,
    step.accuracy.toFixed(4),
    step.f1.toFixed(4),
    step.iterations.length === 0 ? '' : String(Math.max(...step.iterations)),
    `${step.peakMemoryMB} MB`,
  ]
}

function notesOf({ error, warnings }: StepReport): string[] {
  return error === undefined ? warnings : [error]
}

/** The first column to the left, figures to the right. */
function aligned(table: string[][]): string[] {
  const widths = table[0].map((_, k) => Math.max(...table.map((row) => row[k].length)))
  return table.map((row) =>
    row
      .map((cell, k) => (k === 0 ? cell.padEnd(widths[k]) : cell.padStart(widths[k])))
      .join('   ')
      .trimEnd(),
  )
}
