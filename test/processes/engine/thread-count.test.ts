import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowRange } from '#learn/feature-rows.ts'
import { decisionFunction, featuresOf, fitPipeline } from '#learn/pipeline/pipeline.ts'
import type { PipelineSpec } from '#learn/pipeline/pipeline-spec.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { type Engine, openEngine } from '#simd/engine.ts'
import { solvers } from './solvers.ts'
import { strokeDigits } from './stroke-digits.ts'

const memberEntry = new URL('../../../src-main/processes/training-worker.ts', import.meta.url)
const threads = [1, 2, 3]
/** Of a solver for large sets as few as it takes, of one for small sets fewer. */
const fewRows = { large: 1510, small: 150 }
const digits = strokeDigits(fewRows.large, 1)
const X = featuresOf(digits)
const asked = featuresOf(strokeDigits(60, 2))

const members: Worker[] = []
let engines: Engine[] = []

beforeAll(() => {
  engines = threads.map((count) =>
    openEngine({
      threads: count,
      startMember: (data) => void members.push(new Worker(memberEntry, { workerData: data })),
    }),
  )
})
afterAll(async () => {
  for (const engine of engines) engine.close()
  await Promise.all(members.map((member) => member.terminate()))
})

/** The model and what it says, by an engine with so many threads. */
function fitted(pipeline: PipelineSpec, rows: number, engine: Engine) {
  const context = {
    stop: engine.stop,
    workspace: engine.workspace(2 ** 29),
    routines: engine.routines,
    team: engine.team,
    random: new NumpyRandomState(pipeline.seed),
    progress: () => undefined,
    warn: () => undefined,
  }
  const model = fitPipeline(pipeline, rowRange(X, 0, rows), digits.labels.subarray(0, rows), context)
  return { model, decision: decisionFunction(model, asked, context) }
}

it.each(solvers)(
  '$name comes to the same bytes on one thread, two and three',
  ({ pipeline, rows }) => {
    const few = rows > 1500 ? fewRows.large : fewRows.small
    const [alone, ...together] = engines.map((engine) => fitted(pipeline, few, engine))
    for (const other of together) expect(other).toEqual(alone)
  },
  60_000,
)
