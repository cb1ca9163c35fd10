import type { Host, ProcessName } from '#hosts/host.ts'
import type { DataApi, DataEvents } from '#rpc/contract/data-api.ts'
import type { Handlers } from '#rpc/contract/remote.ts'
import type { TrainingApi, TrainingEvents } from '#rpc/contract/training-api.ts'
import { createPeer, type Peer } from '#rpc/peer.ts'
import type { Transport } from '#rpc/transport.ts'
import { memoryTransports } from '../rpc/memory-transport.ts'

export interface FakeProcess {
  name: ProcessName
  /** As if it crashed. */
  die(): void
  peer: Peer<DataEvents & TrainingEvents, object>
}

export interface FakeHost extends Host {
  /** All that were ever started, in order. */
  readonly started: FakeProcess[]
  latest(name: ProcessName): FakeProcess
}

/** Processes that are objects in this one: whoever asks a call that is not given learns that it is unknown. */
export function fakeHost(
  dataFolder: string,
  {
    data = {},
    training = {},
    picked = null,
  }: { data?: Partial<Handlers<DataApi>>; training?: Partial<Handlers<TrainingApi>>; picked?: string | null } = {},
): FakeHost {
  const started: FakeProcess[] = []
  return {
    kind: 'browser',
    dataFolder,
    started,
    pickFile: () => Promise.resolve(picked),
    latest: (name) => {
      const found = started.findLast((process) => process.name === name)
      if (found === undefined) throw new Error(`No ${name} process was started.`)
      return found
    },
    startProcess(name) {
      const [here, there]: [Transport, Transport] = memoryTransports()
      const peer = createPeer<DataEvents & TrainingEvents>(there)
      if (name === 'data') peer.serve(data as Handlers<DataApi>)
      else peer.serve(training as Handlers<TrainingApi>)
      started.push({ name, peer, die: () => there.close() })
      return {
        transport: here,
        ended: new Promise((resolve) => there.onClose(() => resolve())),
        kill: () => there.close(),
      }
    },
  }
}

/** Long enough for messages to go to and fro. */
export const settled = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms))
