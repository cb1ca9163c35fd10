import type { DigitSet } from '#learn/datasets/digit-set.ts'
import type { Judgement } from '#rpc/contract/run.ts'
import { judgedTest } from './judged-test.ts'
import type { LoadedRun } from './run-cache.ts'

/** All that a run says of its test digits, so that the page can count by itself. */
export function judgement(loaded: LoadedRun, test: DigitSet): Judgement {
  const { classes, predicted, scores, scoreKind } = judgedTest(loaded, test)
  return {
    run: loaded.summary.id,
    dataset: loaded.summary.spec.test,
    height: test.height,
    width: test.width,
    classes,
    labels: test.labels.slice(),
    predicted,
    scores,
    scoreKind,
  }
}
