import { AppError } from '#learn/app-error.ts'
import type { DigitSet } from '#learn/datasets/digit-set.ts'
import type { Evaluation, EvaluationFilter, JudgedPage, RunSummary } from '#rpc/contract/run.ts'
import type { RunModel } from '#store/run-store.ts'

export function evaluate(summary: RunSummary, _model: RunModel, _test: DigitSet): Evaluation {
  throw new AppError('unsupported', `The run "${summary.name}" cannot be judged yet.`)
}

export function judge(
  summary: RunSummary,
  _model: RunModel,
  _test: DigitSet,
  _filter: EvaluationFilter,
  _offset: number,
  _count: number,
): JudgedPage {
  throw new AppError('unsupported', `The run "${summary.name}" cannot be judged yet.`)
}
