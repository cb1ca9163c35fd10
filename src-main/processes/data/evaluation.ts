import { AppError } from '#learn/app-error.ts'
import type { Evaluation } from '#rpc/contract/run.ts'
import type { JudgedTest } from './judged-test.ts'

export function evaluation(run: string, _judged: JudgedTest): Evaluation {
  throw new AppError('unsupported', `The run ${run} cannot be judged yet.`)
}
