import { idxPartnerNames, isIdxLabelName } from '#learn/datasets/idx-names.ts'

export interface DigitFile<F> {
  file: F
  /** The labels of an IDX file, where they came with it. */
  labels: F | null
}

/** IDX keeps pictures and labels apart: what belongs together by its names is one. */
export function pairFiles<F extends { name: string }>(files: F[]): DigitFile<F>[] {
  const labelsOf = (file: F) => {
    if (isIdxLabelName(file.name)) return null
    const names = idxPartnerNames(file.name)
    return files.find(({ name }) => names.includes(name)) ?? null
  }
  const taken = new Set(files.map(labelsOf))
  return files.filter((file) => !taken.has(file)).map((file) => ({ file, labels: labelsOf(file) }))
}
