import { AppError, hasCode } from '../app-error.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { supportFigures } from '../inspection/support-figures.ts'
import { takeRows } from '../svm/support-vectors.ts'
import type { FittedVirtualSupportVectors } from '../svm/virtual-support-vectors.ts'
import { answers, fitPipeline } from './pipeline.ts'
import type { PipelineSpec } from './pipeline-spec.ts'

export interface TrialFit {
  readonly rows: number
  readonly fitSeconds: number
  /** Of one test digit. */
  readonly predictSeconds: number
  /** null: not a kernel machine. */
  readonly support: number | null
  /** Support vectors of a first fit whose moved copies the second learnt from; null: there is no such step. */
  readonly firstSupport: number | null
  /** Columns that the classifier sees. */
  readonly columns: number
}

/** A trial that takes longer is broken off; how far it came then tells how long it would have taken. */
const patienceMs = 1500
const judgedRows = 2000

/** Fits the whole pipeline on so many digits, taken evenly, and judges some. null: it could not be told, for want of time. */
export function trialFit(
  spec: PipelineSpec,
  X: Features,
  y: Uint8Array,
  rows: number,
  context: FitContext,
): TrialFit | null {
  const chosen = Int32Array.from({ length: rows }, (_, i) => Math.floor((i * X.rows) / rows))
  const part = heldRows(X, chosen, context)
  const labels = Uint8Array.from(chosen, (row) => y[row])
  const started = Date.now()
  const { stop } = context
  let fraction = 0
  const hurried: FitContext = {
    ...context,
    stop: {
      flag: stop.flag,
      get stopped() {
        return stop.stopped || Date.now() - started > patienceMs
      },
    },
    progress: (state) => void (fraction = Math.max(fraction, state.fraction)),
    warn: () => undefined,
  }
  try {
    const fitted = fitPipeline(spec, part, labels, hurried)
    const spent = (Date.now() - started) / 1000
    const fitSeconds = fitted.complete === false ? spent / fraction : spent
    const judged = takeRows(
      part,
      Int32Array.from({ length: Math.min(judgedRows, rows) }, (_, i) => i),
    )
    const judging = Date.now()
    answers(fitted, judged, { ...context, progress: () => undefined })
    const predictSeconds = (Date.now() - judging) / 1000 / judged.rows
    const support = supportFigures(fitted.classifier)?.union ?? null
    if (stop.stopped || !Number.isFinite(fitSeconds)) return null
    const { supportCount: firstSupport = null } = fitted.classifier as Partial<FittedVirtualSupportVectors>
    return { rows, fitSeconds, predictSeconds, support, firstSupport, columns: fitted.features }
  } catch (error) {
    if (error instanceof AppError && !hasCode(error, 'aborted')) throw error
    return null
  }
}

/** Where the routines find them, as in a fit. */
function heldRows(X: Features, chosen: Int32Array, { workspace }: FitContext): Features {
  const part = takeRows(X, chosen)
  if (part.kind !== 'pixels') return part
  const pixels = workspace.u8(part.pixels.length)
  pixels.set(part.pixels)
  return { ...part, pixels }
}
