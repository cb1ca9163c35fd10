import type { FitContext } from '#learn/fit-context.ts'
import type { RoutineName } from '#learn/routines.ts'
import { greyLevels, noise } from './noise.ts'
import type { RoutineCase } from './routine-cases.ts'

const [rows, columns] = [40, 37]

/** Made-up sparse rows, as sparse-pixels.ts lays them out. */
function sparseRows({ workspace }: FitContext) {
  const pixels = greyLevels(new Uint8Array(rows * columns), 21)
  const start = workspace.i32(rows + 1)
  const column = workspace.i16(rows * columns)
  const grey = workspace.u8(rows * columns)
  let place = 0
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      if (pixels[i * columns + j] === 0) continue
      column[place] = j
      grey[place++] = pixels[i * columns + j]
    }
    start[i + 1] = place
  }
  return { start, column, grey, inverseNorm: noise(workspace.f64(rows), 22) }
}

/** Every third row, with made-up factors. */
function someRows({ workspace }: FitContext) {
  const list = workspace.i32(rows)
  for (let n = 0; n * 3 < rows; n++) list[n] = n * 3
  return { list, factor: noise(workspace.f64(rows), 23), count: Math.ceil(rows / 3) }
}

function sagaCase(context: FitContext, lanes: number): number[] {
  const { workspace, routines } = context
  const { start, column, grey, inverseNorm } = sparseRows(context)
  const order = workspace.i32(rows)
  const cumulative = workspace.f64(rows + 1)
  const schedule = workspace.f64(4 * rows)
  for (let t = 0; t < rows; t++) {
    order[t] = (t * 7) % 13
    cumulative[t + 1] = cumulative[t] + 1e-6 * (t + 1)
    schedule.set([1 - t * 1e-3, 1e-5, 2e-5, 3e-6], 4 * t)
  }
  const labels = workspace.u8(rows)
  labels.forEach((_, i) => (labels[i] = i % 10))
  const positive = workspace.i32(lanes)
  positive.forEach((_, k) => (positive[k] = k))
  const [v, gradientSum] = [noise(workspace.f64(columns * lanes), 24), noise(workspace.f64(columns * lanes), 25)]
  const [state, memory] = [noise(workspace.f64(lanes * 6), 26), noise(workspace.f64(rows * lanes), 27)]
  const history = workspace.i32(columns)
  routines.sagaSteps(
    ...[0, rows, lanes, order, cumulative, schedule, start, column, grey, inverseNorm],
    ...[noise(workspace.f64(columns), 28), noise(workspace.f64(rows), 29), 1.5, labels, positive],
    ...[workspace.f64(lanes).fill(2), workspace.f64(lanes).fill(0.5), 1, 1],
    ...[v, gradientSum, history, state, memory, workspace.f64(32)],
  )
  return [...v, ...gradientSum, ...history, ...state, ...memory]
}

function sgdCase(context: FitContext, loss: number, schedule: number): number[] {
  const { workspace, routines } = context
  const width = columns + (loss % 2)
  const { start, column, grey } = sparseRows(context)
  const order = workspace.i32(rows)
  order.forEach((_, n) => (order[n] = (n * 11) % rows))
  const labels = workspace.u8(rows)
  labels.forEach((_, i) => (labels[i] = i % 3))
  const v = workspace.f64(width + 1)
  v.set(noise(workspace.f64(width), 31))
  const state = workspace.f64(4)
  state.set([1, 0.1, 0, 1])
  const mean = noise(workspace.f64(width), 35)
  const scale = noise(workspace.f64(width), 33)
  scale.forEach((value, j) => (scale[j] = 50 + Math.abs(value)))
  const rowNorm = workspace.f64(rows).fill(1)
  rowNorm[3] = 2
  const scratch = workspace.f64(4 * (width + 1))
  for (const [first, count] of [
    [0, 17],
    [17, rows - 17],
    [rows, 0],
  ]) {
    routines.sgdRows(
      ...[first, count, order, start, column, grey, width, rowNorm],
      ...[mean, scale, labels, 1, 2, 0.5, loss, 1e-3, schedule, 0.05, 10, 0.5, 1, 1, v, state, scratch],
    )
  }
  return [...v, ...state]
}

/** Every seventh pixel belongs to no column. */
function placesCase({ workspace, routines }: FitContext, asked: 'inkCounts' | 'inkPlaces'): number[] {
  const columnOf = workspace.i16(columns).fill(-1)
  for (let k = 0, j = 0; k < columns; k++) if (k % 7 !== 3) columnOf[k] = 300 * j++
  const pixels = greyLevels(workspace.u8(rows * columns), 34)
  const start = workspace.i32(rows + 1)
  routines.inkCounts(0, 11, pixels, columns, columnOf, start)
  routines.inkCounts(11, rows, pixels, columns, columnOf, start)
  if (asked === 'inkCounts') return [...start]
  for (let i = 0; i < rows; i++) start[i + 1] += start[i]
  const [column, grey] = [workspace.i16(start[rows]), workspace.u8(start[rows])]
  routines.inkPlaces(11, rows, pixels, columns, columnOf, start, column, grey)
  routines.inkPlaces(0, 11, pixels, columns, columnOf, start, column, grey)
  return [...column, ...grey]
}

/** An upper triangle of positive definite numbers, as `hingeHessian` makes it. */
function hessianCase({ workspace, routines }: FitContext, width: number, biasFeature: number, size: number) {
  const gram = noise(workspace.f64(width * width), 41).map((value) => value / 50)
  for (let j = 0; j < width; j++) gram[j * width + j] = 4
  const [first, offset] = [noise(workspace.f64(width), 42), noise(workspace.f64(width), 43)]
  const inverseScale = noise(workspace.f64(width), 44)
  for (let j = 0; j < width; j++) offset[j] /= 100
  const shared = workspace.f64(width * width)
  shared.set(gram)
  const hessian = workspace.f64(size * size)
  routines.hingeHessian(shared, first, 3, width, biasFeature, 0.5, inverseScale, offset, size, hessian)
  return hessian
}

function upperTriangle(matrix: Float64Array, size: number): number[] {
  return [...matrix].filter((_, at) => at % size >= Math.floor(at / size))
}

function searchCase({ workspace, routines }: FitContext, size: number): number[] {
  const positive = workspace.u8(rows)
  positive.forEach((_, i) => (positive[i] = i % 3 === 0 ? 1 : 0))
  const [scores, along, length] = [noise(workspace.f64(rows), 45), noise(workspace.f64(rows), 46), workspace.f64(1)]
  // Downhill, as every step of Newton's method is.
  along.forEach((_, i) => (along[i] = size * ((positive[i] === 1 ? 1 : -1) + along[i] / 4)))
  routines.hingeSearch(rows, positive, 2, 0.5, 0.1, 3, scores, along, length)
  return [...scores, ...length]
}

/** Of the linear solvers. */
export const linearRoutineCases = {
  sagaSteps: {
    tolerance: 1e-12,
    run: (context) => [...sagaCase(context, 2), ...sagaCase(context, 6), ...sagaCase(context, 10)],
  },
  sgdRows: {
    tolerance: 1e-12,
    run: (context) => [0, 1, 2, 3, 4].flatMap((loss) => sgdCase(context, loss, loss % 3)),
  },
  inkCounts: {
    tolerance: 0,
    run: (context) => placesCase(context, 'inkCounts'),
  },
  inkPlaces: {
    tolerance: 0,
    run: (context) => placesCase(context, 'inkPlaces'),
  },
  inkScores: {
    tolerance: 1e-12,
    run: (context) => {
      const { start, column, grey, inverseNorm } = sparseRows(context)
      const scores = context.workspace.f64(rows)
      const weights = noise(context.workspace.f64(columns), 36)
      context.routines.inkScores(2, rows, start, column, grey, inverseNorm, weights, 0.25, scores)
      return scores
    },
  },
  inkSum: {
    tolerance: 1e-12,
    run: (context) => {
      const { start, column, grey, inverseNorm } = sparseRows(context)
      const { list, factor, count } = someRows(context)
      const [out, sum] = [context.workspace.f64(columns).fill(9), context.workspace.f64(1)]
      context.routines.inkSum(1, count, list, factor, start, column, grey, inverseNorm, columns, out, sum)
      return [...out, ...sum]
    },
  },
  gramRows: {
    tolerance: 1e-12,
    run: (context) => {
      const { start, column, grey, inverseNorm } = sparseRows(context)
      const { list, factor, count } = someRows(context)
      const gram = noise(context.workspace.f64(columns * columns), 37)
      const values = context.workspace.f64(columns)
      context.routines.gramRows(5, 30, 0, count, list, factor, start, column, grey, inverseNorm, columns, gram, values)
      return gram
    },
  },
  gramProduct: {
    tolerance: 1e-12,
    run: ({ workspace, routines }) => {
      const out = workspace.f64(columns)
      routines.gramProduct(noise(workspace.f64(columns ** 2), 38), columns, noise(workspace.f64(columns), 39), out)
      return out
    },
  },
  hingeHessian: {
    tolerance: 1e-12,
    run: (context) =>
      [hessianCase(context, 37, 1.5, 40), hessianCase(context, 37, 0, 40), hessianCase(context, 12, 1, 16)].flatMap(
        (hessian) => upperTriangle(hessian, Math.sqrt(hessian.length)),
      ),
  },
  newtonStep: {
    tolerance: 1e-10,
    run: (context) => {
      const { workspace, routines } = context
      return [hessianCase(context, 37, 1.5, 40), hessianCase(context, 12, 0, 12)].flatMap((hessian) => {
        const size = Math.sqrt(hessian.length)
        const step = workspace.f64(size)
        routines.newtonStep(hessian, size, noise(workspace.f64(size), 47), step)
        return [...step]
      })
    },
  },
  hingeSearch: {
    tolerance: 1e-12,
    run: (context) => [0.1, 1, 30].flatMap((size) => searchCase(context, size)),
  },
} satisfies Partial<Record<RoutineName, RoutineCase>>
