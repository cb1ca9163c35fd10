export interface GrowthPoint {
  step: string
  rows: number
  /** Seconds. */
  fit: number
  /** Seconds for 10,000 test digits. */
  predict: number
  accuracy: number
  /** Of all classes together; null: not a kernel machine. */
  support: number | null
}

export interface Growth {
  machine: string
  node: string
  points: GrowthPoint[]
}

const width = 760
const height = 460
const plot = { left: 64, right: 620, top: 40, bottom: 412 }
const labelGap = 15
const seconds = { least: 0.05, most: 1000 }
const digits = { least: 1000, most: 60_000 }

/** Seconds of fit and predict over training rows, both logarithmic, one line a pipeline. */
export function growthPlot({ points, machine, node }: Growth): string {
  const steps = [...new Set(points.map(({ step }) => step))]
  const lines = steps.map((step) => ({
    step,
    kind: kindOf(step),
    at: points
      .filter((point) => point.step === step)
      .map((point) => ({ x: across(point.rows), y: up(point.fit + point.predict) })),
  }))
  const labels = spread(
    lines.map(({ step, kind, at }) => ({ step, kind, y: at[at.length - 1].y, x: at[at.length - 1].x })),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Seconds to fit and predict over training rows">`,
    style,
    `<text x="${plot.left}" y="22">Seconds to fit and to read 10,000 digits, over training rows (${machine}, Node ${node})</text>`,
    ...[0.1, 1, 10, 100, 1000].map(
      (value) =>
        `<path class="grid" d="M${plot.left} ${up(value)}H${plot.right}"/><text class="tick" x="${plot.left - 8}" y="${up(value) + 4}" text-anchor="end">${value.toLocaleString('en')} s</text>`,
    ),
    ...[1000, 2000, 5000, 10_000, 20_000, 60_000].map(
      (value) =>
        `<path class="grid" d="M${across(value)} ${plot.top}V${plot.bottom}"/><text class="tick" x="${across(value)}" y="${plot.bottom + 20}" text-anchor="middle">${value.toLocaleString('en')}</text>`,
    ),
    ...lines.map(
      ({ kind, at }) =>
        `<polyline class="${kind}" points="${at.map(({ x, y }) => `${x},${y}`).join(' ')}"/>` +
        at.map(({ x, y }) => `<circle class="${kind}" cx="${x}" cy="${y}" r="2.5"/>`).join(''),
    ),
    ...labels.map(
      ({ step, kind, from, x, y }) =>
        `<path class="lead" d="M${x + 5} ${from}L${plot.right + 12} ${y}"/><text class="${kind}" x="${plot.right + 16}" y="${y + 4}">${step}</text>`,
    ),
    '</svg>\n',
  ].join('\n')
}

/** Colours that stand out from a white page and from a dark one. */
const style = `<style>
text { font: 12px system-ui, sans-serif; fill: #333 }
.tick { fill: #666 }
.grid { stroke: #8884; fill: none }
.lead { stroke: #8888; fill: none; stroke-width: 0.75 }
polyline { fill: none; stroke-width: 1.75 }
polyline.linear { stroke: #3b7dd8 } .linear { fill: #3b7dd8 }
polyline.kernel { stroke: #d9622b } .kernel { fill: #d9622b }
polyline.near { stroke: #2f9e5f } .near { fill: #2f9e5f }
polyline.linear, polyline.kernel, polyline.near { fill: none }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .tick { fill: #aaa } }
</style>`

function kindOf(step: string): 'linear' | 'kernel' | 'near' {
  if (step === 'knn') return 'near'
  return ['zero', 'digits', 'digits-lbfgs', 'linear-svm'].includes(step) ? 'linear' : 'kernel'
}

function across(rows: number): number {
  return place(rows, digits, plot.left, plot.right)
}

function up(value: number): number {
  return place(value, seconds, plot.bottom, plot.top)
}

function place(value: number, { least, most }: { least: number; most: number }, from: number, to: number): number {
  const share = Math.log(Math.min(most, Math.max(least, value)) / least) / Math.log(most / least)
  return Math.round((from + share * (to - from)) * 10) / 10
}

/** Labels from top to bottom at their lines' ends, pushed apart where they would touch. */
function spread(labels: { step: string; kind: string; x: number; y: number }[]) {
  const placed: { step: string; kind: string; from: number; x: number; y: number }[] = []
  for (const { y, ...label } of labels.sort((a, b) => a.y - b.y)) {
    const above = placed[placed.length - 1]
    placed.push({ ...label, from: y, y: above === undefined ? y : Math.max(y, above.y + labelGap) })
  }
  return placed
}
