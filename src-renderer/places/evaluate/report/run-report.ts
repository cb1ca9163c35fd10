import { formatCount, formatMargin, formatPercent, formatScore, formatSeconds } from '#renderer/format-number.ts'
import type { ClassName } from '#renderer/digits/class-names.ts'
import type { Evaluation, RunSummary } from '#rpc/contract/run.ts'
import type { StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import { reportStyle } from './report-style.ts'

/** A picture as a data address, with the words under it. */
export interface ReportPicture {
  address: string
  caption: string
}

export interface ReportContent {
  run: RunSummary
  evaluation: Evaluation
  names: (label: number) => ClassName
  /** What the files are called; null: no longer known. */
  train: string | null
  test: string | null
  /** A sentence drawn from the errors. */
  remark: string
  /** Of a confusion matrix cell with a count: colours as CSS. */
  cellColour: (shade: number) => { background: string; text: string }
  /** One a class; empty: the model has no weights. */
  weights: ReportPicture[]
  /** The surest mistakes first. */
  mistakes: ReportPicture[]
  version: string
}

/** Everything about one run as one HTML page without scripts or links, made to be read, sent and printed. */
export function runReport(content: ReportContent): string {
  const { run, evaluation, weights, mistakes, remark, version } = content
  const made = new Date(run.created).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
  const sections = [
    `<header><h1>${escaped(run.name)}</h1><p>Made on ${escaped(made)} with Digit Workbench ${escaped(version)}.</p></header>`,
    section('Result', numbers(content) + `<p>${escaped(remark)}</p>` + warnings(run)),
    section(
      'Confusion matrix',
      matrix(content) + '<p class="quiet">Rows: the true digit. Columns: what it was read as.</p>',
    ),
    section('Digit by digit', perDigit(content)),
    section('Pipeline', pipeline(run)),
    weights.length === 0
      ? ''
      : section(
          'Weights',
          pictures(weights) +
            '<p class="quiet">Score per grey level: blue speaks for the digit, red against it. Each has its own scale.</p>',
        ),
    mistakes.length === 0
      ? ''
      : section(
          `Mistakes (${mistakes.length === evaluation.errors ? 'all' : 'the surest'} ${formatCount(mistakes.length)})`,
          pictures(mistakes),
        ),
  ]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(run.name)}</title>
<style>${reportStyle}</style>
</head>
<body>
${sections.filter((part) => part !== '').join('\n')}
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function section(title: string, body: string): string {
  return `<section><h2>${escaped(title)}</h2>${body}</section>`
}

function table(head: string[], rows: string[][], className = ''): string {
  const headings = head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')
  const body = rows
    .map(([first, ...rest]) => `<tr><th scope="row">${escaped(first)}</th>${rest.map(cell).join('')}</tr>`)
    .join('\n')
  return `<table class="${className}"><thead><tr>${headings}</tr></thead><tbody>${body}</tbody></table>`
}

const cell = (text: string) => `<td>${escaped(text)}</td>`

function numbers({ run, evaluation, train, test }: ReportContent): string {
  const facts: [string, string][] = [
    ['Accuracy', `${formatPercent(evaluation.accuracy)} ${formatMargin(evaluation.interval)}`],
    [run.spec.pipeline.positive ? 'F1' : 'Weighted F1', formatScore(evaluation.f1)],
    ['Errors', `${formatCount(evaluation.errors)} of ${formatCount(run.testRows)}`],
    ['Training digits', `${formatCount(run.trainRows)}${train === null ? '' : ` (${train})`}`],
    ['Test digits', `${formatCount(run.testRows)}${test === null ? '' : ` (${test})`}`],
    ['Pixels used', formatCount(run.features)],
    ['Time to fit', `${formatSeconds(run.fitSeconds)} on ${run.threads === 1 ? '1 thread' : `${run.threads} threads`}`],
    ['Time to read the test digits', formatSeconds(run.predictSeconds)],
    ['Memory at most', `${formatCount(Math.round(run.peakMemoryMB))} MB`],
  ]
  return `<dl>${facts.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>`
}

function warnings({ warnings: all, complete }: RunSummary): string {
  const sentences = complete ? all : ['The fit was stopped before its end: this is what it had learnt.', ...all]
  return sentences.map((sentence) => `<p class="warning">${escaped(sentence)}</p>`).join('')
}

function matrix({ evaluation, names, cellColour }: ReportContent): string {
  const { classes, confusion } = evaluation
  const most = Math.max(1, ...confusion.flat())
  const head = ['', ...classes.map((label) => names(label).short)]
  const headings = head.map((text) => `<th scope="col">${escaped(text)}</th>`).join('')
  const rows = confusion.map((counts, i) => {
    const cells = counts.map((count) => {
      if (count === 0) return '<td></td>'
      const { background, text } = cellColour(Math.sqrt(count / most))
      return `<td style="background:${background};color:${text}">${formatCount(count)}</td>`
    })
    return `<tr><th scope="row">${escaped(names(classes[i]).short)}</th>${cells.join('')}</tr>`
  })
  return `<table class="matrix"><thead><tr>${headings}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`
}

function perDigit({ evaluation, names }: ReportContent): string {
  const probabilities = evaluation.perDigit.some(({ meanPosProba }) => meanPosProba !== null)
  const head = ['Digit', 'Samples', 'Accuracy', 'Precision', 'F1']
  const rows = evaluation.perDigit.map((score) => [
    names(score.digit).short,
    formatCount(score.support),
    formatScore(score.accuracy),
    formatScore(score.precision),
    formatScore(score.f1),
    ...(probabilities ? [formatScore(score.meanNegProba), formatScore(score.meanPosProba)] : []),
  ])
  return table(probabilities ? [...head, 'Mean probability, others', 'Mean probability, own'] : head, rows)
}

function pipeline({ spec }: RunSummary): string {
  const { steps, positive, seed } = spec.pipeline
  const rows: string[][] = []
  const enter = ({ kind, params, estimator }: StepSpec) => {
    const given = Object.entries(params).map(([name, value]) => `${name} = ${shortened(String(value))}`)
    rows.push([kind, given.length === 0 ? 'defaults' : given.join(', ')])
    if (estimator) enter(estimator)
  }
  steps.forEach(enter)
  const question = positive ? `${positive.join(', ')} or not` : 'which digit'
  return (
    table(['Step', 'Parameters'], rows, 'words') + `<p class="quiet">Question: ${escaped(question)}. Seed: ${seed}.</p>`
  )
}

/** A mask drawn by hand is 784 signs long. */
function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

function pictures(all: ReportPicture[]): string {
  const figures = all.map(
    ({ address, caption }) =>
      `<figure><img src="${address}" alt="${escaped(caption)}"><figcaption>${escaped(caption)}</figcaption></figure>`,
  )
  return `<div class="pictures">${figures.join('')}</div>`
}
