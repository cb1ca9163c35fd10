import { AppError } from '#learn/app-error.ts'
import { checkPipeline } from '#learn/pipeline/registry.ts'
import type { JobSpec } from '#rpc/contract/job.ts'
import { readDatasetInfo } from '#store/dataset-store.ts'

/** Refuses at once what could only fail later, when its turn comes. */
export async function checkJob(dataFolder: string, { pipeline, train, test, rows }: JobSpec): Promise<void> {
  checkPipeline(pipeline)
  const [training, testing] = await Promise.all([readDatasetInfo(dataFolder, train), readDatasetInfo(dataFolder, test)])
  if (training.height !== testing.height || training.width !== testing.width) {
    throw new AppError(
      'invalid-argument',
      `The training digits are ${training.height} x ${training.width} pixels, the test digits ${testing.height} x ${testing.width}.`,
      { hint: 'Open two files of the same kind.' },
    )
  }
  if (training.unlabelled === training.rows) {
    throw new AppError('invalid-argument', 'The training digits carry no labels.', {
      hint: 'Open a file with labels for training.',
    })
  }
  if (rows !== undefined && rows > training.rows) {
    throw new AppError('invalid-argument', `There are ${training.rows} training rows, not ${rows}.`, {
      hint: 'Ask for fewer rows.',
    })
  }
}
