import type { Features, PixelFeatures } from '#learn/features.ts'
import type { FitContext } from '#learn/fit-context.ts'
import { layColumns } from '#learn/laid-columns.ts'
import type { FittedPipeline } from '#learn/pipeline/pipeline.ts'
import { type PixelSamples, samplesAsFeatures } from '#learn/neighbors/nearest-pixels.ts'
import { openEngine } from '#simd/engine.ts'
import type { RunModel } from '#store/run-store.ts'

/** A model with what it predicts single digits by: compiled routines on this thread, its support vectors or neighbours laid out in their memory. */
export interface ReadyModel {
  readonly fitted: FittedPipeline
  readonly context: FitContext
}

const budgetBytes = 2 ** 31
/** What a WebAssembly memory costs beside the digits in it. */
const memoryBytes = 8 * 2 ** 20
const ready = new WeakMap<RunModel, ReadyModel>()
/** Models without support vectors or neighbours leave nothing in the memory, so one serves them all. */
let shared: Omit<FitContext, 'random' | 'progress' | 'warn'> | null = null

/** Made at the first digit, and gone with the model. */
export function readyModel(model: RunModel): ReadyModel {
  const known = ready.get(model)
  if (known !== undefined) return known
  const fitted = model.fitted as FittedPipeline
  const digits = digitsIn(fitted)
  const machine = digits.length > 0 ? openMachine() : (shared ??= openMachine())
  for (const each of digits) layColumns(each, machine.workspace)
  const context: FitContext = {
    ...machine,
    random: { randint: noRandom, random: noRandom, permutation: noRandom },
    progress: () => undefined,
    warn: () => undefined,
  }
  const made = { fitted, context }
  ready.set(model, made)
  return made
}

/** What a model takes in memory, once it has answered. */
export function bytesWhenReady(model: RunModel): number {
  // Its arrays are views of the whole file.
  const fileBytes = model.testPredicted.buffer.byteLength
  return digitsIn(model.fitted).length > 0 ? 2 * fileBytes + memoryBytes : fileBytes
}

function openMachine() {
  const { routines, team, stop, workspace } = openEngine()
  return { routines, team, stop, workspace: workspace(budgetBytes) }
}

/** Wherever in the fitted pipeline support vectors or neighbours are. */
function digitsIn(value: unknown): PixelFeatures[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return []
  return Object.entries(value).flatMap(([key, each]) => {
    if (key === 'support' && (each as Features).kind === 'pixels') return [each as PixelFeatures]
    return key === 'greys' ? [samplesAsFeatures(each as PixelSamples)] : digitsIn(each)
  })
}

function noRandom(): never {
  throw new Error('Predicting needs no random numbers.')
}
