import { isWrong, type Judged } from './judged.ts'

export interface Disagreement {
  bothRight: Uint32Array
  bothWrong: Uint32Array
  onlyFirstWrong: Uint32Array
  onlySecondWrong: Uint32Array
}

/** Where two models on the same test digits go wrong. */
export function disagreement(first: Judged, second: Judged): Disagreement {
  const rows = (a: boolean, b: boolean) =>
    first.labelled.filter((row) => isWrong(first, row) === a && isWrong(second, row) === b)
  return {
    bothRight: rows(false, false),
    bothWrong: rows(true, true),
    onlyFirstWrong: rows(true, false),
    onlySecondWrong: rows(false, true),
  }
}
