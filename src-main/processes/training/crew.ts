import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Worker } from 'node:worker_threads'
import { createPeer } from '#rpc/peer.ts'
import { threadTransport } from '#rpc/transports/message-port.ts'
import type { JobForecast } from '#rpc/contract/job.ts'
import type { Remote } from '#rpc/contract/remote.ts'
import { createSharedMemory, stopFlag, workspaceOffset } from '#simd/shared-memory.ts'
import type { FitOutcome, FitRequest, ForecastRequest, LeaderApi, LeaderData, LeaderEvents } from './leader-api.ts'

export interface CrewOptions {
  leaderFile: string
  threads: number
  onProgress(progress: LeaderEvents['progress']): void
}

/** The leader thread with its team, and the memory they share. Kept from fit to fit. */
export class Crew {
  lost = false
  private readonly threads: number
  private memory: WebAssembly.Memory | null
  private flag: Int32Array | null
  private readonly remote: Remote<LeaderApi>
  private readonly leader: Worker

  constructor({ leaderFile, threads, onProgress }: CrewOptions) {
    this.threads = threads
    const memory = createSharedMemory()
    this.memory = memory
    this.flag = stopFlag(memory)
    const data: LeaderData = { memory, threads }
    this.leader = new Worker(leaderFile, { workerData: data })
    const peer = createPeer<object, LeaderEvents>(threadTransport(this.leader))
    peer.on('progress', onProgress)
    peer.onClose(() => (this.lost = true))
    this.remote = peer.remote<LeaderApi>()
  }

  /** The memory never shrinks, so a smaller budget wants a new one. */
  suits(threads: number, budgetBytes: number): boolean {
    if (this.lost || this.memory === null || threads !== this.threads) return false
    return this.memory.buffer.byteLength - workspaceOffset <= budgetBytes
  }

  /** Takes back an earlier `stop`. */
  mayRun(): void {
    if (this.flag !== null) Atomics.store(this.flag, 0, 0)
  }

  stop(): void {
    if (this.flag !== null) Atomics.store(this.flag, 0, 1)
  }

  fit(request: FitRequest): Promise<FitOutcome> {
    return this.remote.fit(request)
  }

  forecast(request: ForecastRequest): Promise<JobForecast> {
    return this.remote.forecast(request)
  }

  /**
   * The threads end by themselves once they are told; the leader last. Then the memory is given back at once: to the collector gigabytes
   * that are shared are a small object it is in no hurry about, and the next crew's would stand beside them.
   */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.leader.once('exit', resolve))
    // Its port closes before the answer is heard.
    this.remote.close().catch(() => undefined)
    await ended
    this.lost = true
    this.memory = null
    this.flag = null
    collectGarbage()
  }
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}
