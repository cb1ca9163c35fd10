import type { AppCore } from '#app/app-core.ts'
import type { DatasetSummary } from '#rpc/contract/dataset.ts'

const rowsPerPage = 1000
const quiet = { signal: new AbortController().signal }

/** How many pixels VarianceThreshold keeps at each threshold, over the first `rows` digits. */
export async function selectedPixels(
  core: AppCore,
  { id, rows: all }: DatasetSummary,
  rows: number,
  thresholds: number[],
): Promise<number[]> {
  const variance =
    rows >= all ? (await core.api.datasetStatistics({ dataset: id }, quiet)).variance : await ofFirst(core, id, rows)
  return thresholds.map((threshold) => variance.filter((value) => value > threshold).length)
}

/** (n S(x^2) - S(x)^2) / n^2, in whole numbers up to the division. */
async function ofFirst(core: AppCore, dataset: string, rows: number): Promise<Float64Array> {
  let sums = new Float64Array(0)
  let squares = sums
  for (let offset = 0; offset < rows; offset += rowsPerPage) {
    const count = Math.min(rowsPerPage, rows - offset)
    const { pixels } = await core.api.samplePage({ dataset, offset, count }, quiet)
    const columns = pixels.length / count
    if (offset === 0) {
      sums = new Float64Array(columns)
      squares = new Float64Array(columns)
    }
    pixels.forEach((pixel, at) => {
      sums[at % columns] += pixel
      squares[at % columns] += pixel * pixel
    })
  }
  return squares.map((square, j) => (rows * square - sums[j] * sums[j]) / (rows * rows))
}
