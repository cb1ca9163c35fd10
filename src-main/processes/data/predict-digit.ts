import { AppError } from '#learn/app-error.ts'
import type { DigitAnswer } from '#rpc/contract/run.ts'
import type { LoadedRun } from './run-cache.ts'

export function predictDigit({ summary }: LoadedRun, _pixels: Uint8Array): DigitAnswer {
  throw new AppError('unsupported', `The run "${summary.name}" cannot answer yet.`)
}
