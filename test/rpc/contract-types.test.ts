import { describe, expectTypeOf, it } from 'vitest'
import type { AppApi, AppEvents, DatasetOpening, Session } from '#rpc/contract/app-api.ts'
import type { DatasetSource, DatasetSummary, DoubtAnswers, Part, SamplePage } from '#rpc/contract/dataset.ts'
import type { CallContext, CallOptions, Handlers, Remote } from '#rpc/contract/remote.ts'
import type { Peer } from '#rpc/peer.ts'

// Checked by `npm run typecheck`; at run time these bodies do nothing.
describe('the contract, typed at both ends', () => {
  it('gives the caller one argument and a promise', () => {
    expectTypeOf<Remote<AppApi>['openDataset']>().toEqualTypeOf<
      (
        argument: { part: Part; source: DatasetSource; answers?: DoubtAnswers; replacing?: boolean },
        options?: CallOptions,
      ) => Promise<DatasetOpening>
    >()
    expectTypeOf<Remote<AppApi>['samplePage']>().returns.resolves.toEqualTypeOf<SamplePage>()
  })

  it('lets a call without argument be made without one', () => {
    expectTypeOf<Remote<AppApi>['describe']>().toBeCallableWith()
    expectTypeOf<Remote<AppApi>['describe']>().toBeCallableWith(undefined, { signal: new AbortController().signal })
    expectTypeOf<Parameters<Remote<AppApi>['openDataset']>[0]>().not.toEqualTypeOf<undefined>()
  })

  it('gives the handler the argument and a signal, and takes the value or a promise of it', () => {
    expectTypeOf<Parameters<Handlers<AppApi>['closeDataset']>>().toEqualTypeOf<[{ part: Part }, CallContext]>()
    expectTypeOf<Handlers<AppApi>['closeDataset']>().returns.toEqualTypeOf<Session | Promise<Session>>()
  })

  it('refuses a missing call, a wrong argument and a wrong result', () => {
    interface Small {
      open(argument: { part: Part }): DatasetSummary
      close(): void
    }
    // @ts-expect-error -- `close` is missing
    const incomplete: Handlers<Small> = { open: () => ({}) as DatasetSummary }
    const wrongResult: Handlers<Small> = {
      // @ts-expect-error -- a text is no summary
      open: () => 'text',
      close: () => undefined,
    }
    const remote = { open: () => Promise.resolve({}), close: () => Promise.resolve() } as unknown as Remote<Small>
    // @ts-expect-error -- "validation" is no part
    void remote.open({ part: 'validation' })
    // @ts-expect-error -- there is no such call
    void remote.shut
    expectTypeOf([incomplete, wrongResult]).toBeArray()
  })

  it('types events by name at both ends', () => {
    const use = (peer: Peer<AppEvents, AppEvents>) => {
      peer.on('jobRemoved', (value) => expectTypeOf(value).toEqualTypeOf<{ job: string }>())
      peer.emit('jobRemoved', { job: '1' })
      // @ts-expect-error -- a job is a text
      peer.emit('jobRemoved', { job: 1 })
      // @ts-expect-error -- there is no such event
      peer.on('jobVanished', () => undefined)
    }
    expectTypeOf(use).toBeFunction()
  })
})
