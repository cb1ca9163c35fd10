import type { Coefficients } from '#rpc/contract/run.ts'

export const weightUnits = [
  { value: 'grey', label: 'Grey level', unit: 'score per grey level' },
  { value: 'standardised', label: 'Standardised', unit: 'score per standard deviation' },
  { value: 'notebook', label: 'Notebook', unit: 'as in the notebook' },
] as const

export type WeightUnit = (typeof weightUnits)[number]['value']

/**
 * One model's weights as an image. Grey levels: coef / sigma; standardised: coef. The notebook drew plain coef for a single model
 * and coef sigma + mean (the scaler turned round) for the ten vectors.
 */
export function weightImage(
  { height, width, selected, mean, scale, models }: Coefficients,
  model: number,
  unit: WeightUnit,
): Float64Array {
  const { coef } = models[model]
  const image = new Float64Array(height * width)
  selected.forEach((pixel, j) => {
    if (unit === 'grey') image[pixel] = coef[j] / scale[j]
    else if (unit === 'standardised' || models.length === 1) image[pixel] = coef[j]
    else image[pixel] = coef[j] * scale[j] + mean[j]
  })
  return image
}

/** 1 where the model sees the pixel. */
export function pixelsSeen({ height, width, selected }: Coefficients): Uint8Array {
  const kept = new Uint8Array(height * width)
  for (const pixel of selected) kept[pixel] = 1
  return kept
}

/** |coef| summed over the models, a standard deviation of each pixel: how much the pixel can move the scores. */
export function pixelImportance({ height, width, selected, models }: Coefficients): Float64Array {
  const image = new Float64Array(height * width)
  selected.forEach((pixel, j) => {
    for (const { coef } of models) image[pixel] += Math.abs(coef[j])
  })
  return image
}
