import { Worker } from 'node:worker_threads'
import { createPeer } from '#rpc/peer.ts'
import { threadTransport } from '#rpc/transports/message-port.ts'
import type { JobForecast } from '#rpc/contract/job.ts'
import type { Remote } from '#rpc/contract/remote.ts'
import { createSharedMemory, stopFlag } from '#simd/shared-memory.ts'
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
  private readonly memory = createSharedMemory()
  private readonly flag = stopFlag(this.memory)
  private readonly remote: Remote<LeaderApi>
  private readonly leader: Worker

  constructor({ leaderFile, threads, onProgress }: CrewOptions) {
    this.threads = threads
    const data: LeaderData = { memory: this.memory, threads }
    this.leader = new Worker(leaderFile, { workerData: data })
    const peer = createPeer<object, LeaderEvents>(threadTransport(this.leader))
    peer.on('progress', onProgress)
    peer.onClose(() => (this.lost = true))
    this.remote = peer.remote<LeaderApi>()
  }

  /** The memory never shrinks, so a smaller budget wants a new one. */
  suits(threads: number, budgetBytes: number): boolean {
    return !this.lost && threads === this.threads && this.memory.buffer.byteLength <= budgetBytes
  }

  /** Takes back an earlier `stop`. */
  mayRun(): void {
    Atomics.store(this.flag, 0, 0)
  }

  stop(): void {
    Atomics.store(this.flag, 0, 1)
  }

  fit(request: FitRequest): Promise<FitOutcome> {
    return this.remote.fit(request)
  }

  forecast(request: ForecastRequest): Promise<JobForecast> {
    return this.remote.forecast(request)
  }

  /** The threads end by themselves once they are told; the leader last. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.leader.once('exit', resolve))
    // Its port closes before the answer is heard.
    this.remote.close().catch(() => undefined)
    await ended
  }
}
