import type { Fitted, FittedClassifier } from '../estimator.ts'
import { rowReader } from '../feature-rows.ts'
import type { Features, PixelFeatures } from '../features.ts'
import { type FittedPipeline, transform } from '../pipeline/pipeline.ts'

/** score = coef . (x - mean) / scale + intercept for every model, x the grey levels of the selected pixels (deskewed or normalised where the pipeline does that first). */
export interface LinearWeights {
  /** Which pixel each coefficient belongs to. */
  selected: Int32Array
  mean: Float64Array
  scale: Float64Array
  /** `label`: the class for which a positive score speaks. */
  models: { label: number; coef: Float64Array; intercept: number }[]
}

/** One digit's score, pixel by pixel: score = sum of values + intercept. */
export interface PixelContributions {
  score: number
  intercept: number
  /** coef (x - mean) / scale of every pixel; 0 where a pixel was left out. */
  values: Float64Array
  /** 0: left out. */
  kept: Uint8Array
}

/** null where the pipeline is not a weighted sum of pixels. */
export function linearWeights(fitted: FittedPipeline): LinearWeights | null {
  const models = modelsOf(fitted.classifier)
  if (models === null) return null
  const blank = transform(fitted, blankDigit(fitted.columns))
  if (blank.kind !== 'pixels') return null
  const { selected, columns } = blank
  const { classes } = fitted
  const labels = models.length === 1 ? classes.slice(-1) : classes
  return {
    selected,
    mean: blank.mean ?? new Float64Array(columns),
    scale: blank.scale ?? new Float64Array(columns).fill(1),
    models: models.map(({ coef, intercept }, k) => ({ label: labels[k], coef, intercept })),
  }
}

/** What each pixel of one digit (1 x columns) adds to the score of `label`; null where the model is not a weighted sum of pixels or does not know the label. */
export function pixelContributions(fitted: FittedPipeline, digit: Features, label: number): PixelContributions | null {
  const models = modelsOf(fitted.classifier)
  const X = transform(fitted, digit)
  const k = fitted.classes.indexOf(label)
  if (models === null || k < 0 || X.kind !== 'pixels') return null
  // Two classes share one model, which speaks for the second.
  const sign = models.length === 1 && k === 0 ? -1 : 1
  const { coef, intercept } = models[models.length === 1 ? 0 : k]
  const row = new Float64Array(X.columns)
  rowReader(X)(0, row)
  const values = new Float64Array(fitted.columns)
  const kept = new Uint8Array(fitted.columns)
  let score = sign * intercept
  X.selected.forEach((pixel, j) => {
    kept[pixel] = 1
    values[pixel] = sign * coef[j] * row[j]
    score += values[pixel]
  })
  return { score, intercept: sign * intercept, values, kept }
}

interface WithModels extends FittedClassifier {
  readonly models: { coef: Float64Array; intercept: number }[]
}

interface WithEstimators extends FittedClassifier {
  readonly estimators: FittedClassifier[]
}

function modelsOf(classifier: FittedClassifier): WithModels['models'] | null {
  if (has<WithModels>(classifier, 'models')) return classifier.models
  if (!has<WithEstimators>(classifier, 'estimators') || classifier.estimators.length === 0) return null
  const inner = classifier.estimators.map(modelsOf)
  return inner.every((models) => models?.length === 1) ? inner.flatMap((models) => models ?? []) : null
}

function has<Kind extends FittedClassifier>(fitted: Fitted, property: keyof Kind & string): fitted is Kind {
  return property in fitted
}

function blankDigit(columns: number): PixelFeatures {
  return {
    kind: 'pixels',
    rows: 1,
    columns,
    pixels: new Uint8Array(columns),
    stride: columns,
    selected: Int32Array.from({ length: columns }, (_, j) => j),
    rowNorm: null,
    mean: null,
    scale: null,
  }
}
