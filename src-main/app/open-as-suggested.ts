import type { AppApi } from '#rpc/contract/app-api.ts'
import type { DoubtAnswers } from '#rpc/contract/dataset.ts'
import type { CallContext, Handlers } from '#rpc/contract/remote.ts'

/**
 * Opens digits where nobody can be asked: every question gets the likeliest answer, and `onDoubt` hears a sentence about it.
 */
export async function openAsSuggested(
  api: Pick<Handlers<AppApi>, 'openDataset'>,
  argument: Parameters<Handlers<AppApi>['openDataset']>[0],
  context: CallContext,
  onDoubt: (sentence: string) => void,
): Promise<void> {
  const answers: DoubtAnswers = {}
  for (;;) {
    const opening = await api.openDataset({ ...argument, answers }, context)
    if (opening.kind === 'opened') return
    const { kind, name, sentence, options, suggested } = opening.question
    answers[kind] = suggested
    const taken = options.find(({ value }) => value === suggested)?.label ?? suggested
    onDoubt(`${name}: ${sentence} Taken: ${taken}.`)
  }
}
