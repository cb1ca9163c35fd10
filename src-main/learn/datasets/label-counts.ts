import { noLabel } from './digit-set.ts'

/** Entry k: rows labelled k, for all k up to the largest label, at least for the ten digits. */
export function countLabels(labels: Uint8Array): { classCounts: number[]; unlabelled: number } {
  const counts = new Uint32Array(256)
  for (let i = 0; i < labels.length; i++) counts[labels[i]]++
  let classes = noLabel
  while (classes > 10 && counts[classes - 1] === 0) classes--
  return { classCounts: Array.from(counts.subarray(0, classes)), unlabelled: counts[noLabel] }
}
