import { Worker } from 'node:worker_threads'
import { createPeer } from '#rpc/peer.ts'
import { threadTransport } from '#rpc/transports/message-port.ts'
import type { JobForecast } from '#rpc/contract/job.ts'
import type { Remote } from '#rpc/contract/remote.ts'
import { createSharedMemory, stopFlag, workspaceOffset } from '#simd/shared-memory.ts'
import { collectGarbage } from '../collect-garbage.ts'
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
  /** Settles when the leader's thread has ended, also by a fault. */
  private readonly ended: Promise<void>

  constructor({ leaderFile, threads, onProgress }: CrewOptions) {
    this.threads = threads
    const memory = createSharedMemory()
    this.memory = memory
    this.flag = stopFlag(memory)
    const data: LeaderData = { memory, threads }
    const leader = new Worker(leaderFile, { workerData: data })
    this.ended = new Promise((resolve) => leader.once('exit', () => resolve()))
    const peer = createPeer<object, LeaderEvents>(threadTransport(leader))
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

  /** Before the first fit: see LeaderApi. */
  ready(bytes: number): Promise<void> {
    return this.remote.ready({ bytes })
  }

  fit(request: FitRequest): Promise<FitOutcome> {
    return this.remote.fit(request)
  }

  forecast(request: ForecastRequest): Promise<JobForecast> {
    return this.remote.forecast(request)
  }

  /**
   * The threads end by themselves once they are told; the leader last. Then the memory is given back at once: the next crew's
   * would stand beside it.
   */
  async close(): Promise<void> {
    // Its port closes before the answer is heard.
    this.remote.close().catch(() => undefined)
    await this.ended
    this.lost = true
    this.memory = null
    this.flag = null
    collectGarbage()
  }
}
