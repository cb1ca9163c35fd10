import { api } from '#renderer/api.ts'
import { colourTable } from '#renderer/charts/colour-maps.ts'
import { paintField } from '#renderer/components/paint-field.ts'
import { classNames, type ClassName } from '#renderer/digits/class-names.ts'
import { confidenceOf, rowsWhere, sortedRows, type Judged } from '#renderer/digits/judged.ts'
import { formatPercent, formatValue } from '#renderer/format-number.ts'
import { cellColour } from '#renderer/places/evaluate/cell-colour.ts'
import { remarkOnErrors } from '#renderer/places/evaluate/remarks.ts'
import { symmetricDomain } from '#renderer/places/evaluate/symmetric-domain.ts'
import { pixelsSeen, weightImage } from '#renderer/places/evaluate/weight-image.ts'
import type { Evaluation, RunSummary } from '#rpc/contract/run.ts'
import { runReport, type ReportPicture } from './run-report.ts'

const mostMistakes = 48
/** Device pixels a side of each pixel of a digit. */
const cell = 4
const paper: [number, number, number] = [244, 244, 242]

/** The report of a run as HTML; asks for its weights and its surest mistakes. Errors are those of the calls. */
export async function reportOf(
  run: RunSummary,
  evaluation: Evaluation,
  judged: Judged,
  files: { train: string | null; test: string | null },
  signal: AbortSignal,
): Promise<string> {
  const names = classNames(run)
  const [{ version }, weights, mistakes] = await Promise.all([
    api.describe(undefined, { signal }),
    weightPictures(run, names, signal),
    mistakePictures(judged, names, signal),
  ])
  const remark = remarkOnErrors(judged, names)
  return runReport({ run, evaluation, names, ...files, remark, cellColour, weights, mistakes, version })
}

async function weightPictures(
  run: RunSummary,
  names: (label: number) => ClassName,
  signal: AbortSignal,
): Promise<ReportPicture[]> {
  const weights = await api.coefficients({ run: run.id }, { signal })
  if (weights === null) return []
  const kept = pixelsSeen(weights)
  return weights.models.map(({ label }, k) => {
    const values = weightImage(weights, k, 'grey')
    // As in the application: the strongest twentieth is drawn as the ends.
    const domain = symmetricDomain([values], kept, 0.95)
    const address = pictureOf({ values, ...weights, domain, kept, map: 'rdbu' })
    return { address, caption: `${names(label).short}, ± ${formatValue(domain[1], 2)}` }
  })
}

async function mistakePictures(
  judged: Judged,
  names: (label: number) => ClassName,
  signal: AbortSignal,
): Promise<ReportPicture[]> {
  const rows = sortedRows(judged, rowsWhere(judged, { wrong: true }), 'confident-first').slice(0, mostMistakes)
  if (rows.length === 0) return []
  const page = await api.samplePage(
    { dataset: judged.dataset, filter: { rows }, offset: 0, count: rows.length },
    { signal },
  )
  const size = page.pixels.length / page.rows.length
  const side = Math.sqrt(size)
  return Array.from(page.rows, (row, k) => {
    const values = page.pixels.subarray(k * size, (k + 1) * size)
    const sureness = confidenceOf(judged, row)
    const sure = judged.scoreKind === 'probability' ? formatPercent(sureness, 1) : formatValue(sureness, 2)
    return {
      address: pictureOf({ values, height: side, width: side, domain: [0, 255], map: 'grey' }),
      caption: `${names(judged.actual[row]).short} read as ${names(judged.predicted[row]).short}, ${sure}`,
    }
  })
}

function pictureOf(field: {
  values: ArrayLike<number>
  height: number
  width: number
  domain: readonly [number, number]
  kept?: Uint8Array
  map: 'grey' | 'rdbu'
}): string {
  const canvas = document.createElement('canvas')
  const { kept, map, ...rest } = field
  paintField(canvas, { ...rest, cell }, colourTable(map, false), { kept, ground: paper, line: [190, 190, 190] })
  return canvas.toDataURL('image/png')
}
