import type { Features, PixelFeatures } from '#learn/features.ts'
import type { FitContext, Workspace } from '#learn/fit-context.ts'
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
const ready = new WeakMap<RunModel, ReadyModel>()

/** Made at the first digit, and gone with the model. */
export function readyModel(model: RunModel): ReadyModel {
  const known = ready.get(model)
  if (known !== undefined) return known
  const { routines, team, stop, workspace: open } = openEngine()
  const workspace = open(budgetBytes)
  const fitted = model.fitted as FittedPipeline
  layDigits(fitted, workspace)
  const context: FitContext = {
    ...{ routines, team, stop, workspace },
    random: { randint: noRandom, random: noRandom, permutation: noRandom },
    progress: () => undefined,
    warn: () => undefined,
  }
  const made = { fitted, context }
  ready.set(model, made)
  return made
}

/** Wherever in the fitted pipeline support vectors or neighbours are. */
function layDigits(value: unknown, workspace: Workspace): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return
  for (const [key, each] of Object.entries(value)) {
    if (key === 'support' && (each as Features).kind === 'pixels') layColumns(each as PixelFeatures, workspace)
    else if (key === 'greys') layColumns(samplesAsFeatures(each as PixelSamples), workspace)
    else layDigits(each, workspace)
  }
}

function noRandom(): never {
  throw new Error('Predicting needs no random numbers.')
}
