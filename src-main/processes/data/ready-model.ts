import type { FitContext } from '#learn/fit-context.ts'
import type { FittedPipeline } from '#learn/pipeline/pipeline.ts'
import { openEngine } from '#simd/engine.ts'
import type { RunModel } from '#store/run-store.ts'

/** A model with what it predicts single digits by: compiled routines on this thread, its large arrays in their memory. */
export interface ReadyModel {
  readonly fitted: FittedPipeline
  readonly context: FitContext
}

/** Smaller arrays are quicker to copy for every digit than worth a place. */
const placedFrom = 2 ** 16
/** Routines read up to 15 bytes behind the last row. */
const behind = 16
const budgetBytes = 2 ** 31
const ready = new WeakMap<RunModel, ReadyModel>()

/** Made at the first digit, and gone with the model. */
export function readyModel(model: RunModel): ReadyModel {
  const known = ready.get(model)
  if (known !== undefined) return known
  const { routines, team, stop, workspace: open } = openEngine()
  const workspace = open(budgetBytes)
  const fitted = placed(model.fitted, new Map(), (bytes) => {
    const place = workspace.u8(bytes.length + behind).subarray(0, bytes.length)
    place.set(bytes)
    return place
  }) as FittedPipeline
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

/** Plain data with its grey levels (bytes) elsewhere; what occurs twice is still one. */
function placed(value: unknown, moved: Map<unknown, unknown>, place: (bytes: Uint8Array) => Uint8Array): unknown {
  if (typeof value !== 'object' || value === null) return value
  const known = moved.get(value)
  if (known !== undefined) return known
  const keep = (made: unknown) => (moved.set(value, made), made)
  if (value instanceof Uint8Array) return keep(value.length < placedFrom ? value : place(value))
  if (ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return keep(value.map((each) => placed(each, moved, place)))
  return keep(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, placed(each, moved, place)])))
}

function noRandom(): never {
  throw new Error('Predicting needs no random numbers.')
}
