import { AppError } from '#learn/app-error.ts'
import type { Host, HostProcess, ProcessName } from '#hosts/host.ts'
import type { Calls, Remote } from '#rpc/contract/remote.ts'
import { createPeer, remoteOf, type Peer } from '#rpc/peer.ts'

/** A process that lives shorter than this is not started again at once, lest it die in a loop. */
const shortLifeMs = 2000
const closeLimitMs = 500
const restartDelaysMs = [0, 250, 1000, 4000]

export interface SupervisedProcessOptions<Events> {
  host: Host
  name: ProcessName
  /** Called for every new process. */
  connect?: (peer: Peer<object, Events>) => void
  onRestart: (reason: string) => void
}

/** Keeps one process of a kind alive. Calls that are open when it dies are rejected; later ones reach its successor. */
export class SupervisedProcess<Api extends Calls<Api>, Events> {
  readonly remote: Remote<Api>
  private readonly options: SupervisedProcessOptions<Events>
  private current: { process: HostProcess; peer: Peer<object, Events>; remote: Record<string, unknown> } | null = null
  private shortLives = 0
  private closing = false
  private timer: NodeJS.Timeout | undefined
  private waiting: (() => void)[] = []

  constructor(options: SupervisedProcessOptions<Events>) {
    this.options = options
    this.remote = remoteOf<Api>((name, argument, callOptions) => {
      if (this.current === null) return Promise.reject(this.absent())
      const call = this.current.remote[name] as (argument: unknown, options: unknown) => Promise<unknown>
      return call(argument, callOptions)
    })
    this.start()
  }

  /** null: there is a process to ask; else settles as soon as there is one. */
  ready(): Promise<void> | null {
    return this.current === null ? new Promise((there) => this.waiting.push(there)) : null
  }

  /** Ends a process that does not answer; the next one is started. */
  replace(): void {
    this.current?.process.kill()
  }

  /** The process ends by itself once its channel is cut, and removes what it left; one that does not is ended. */
  async close(): Promise<void> {
    this.closing = true
    clearTimeout(this.timer)
    const ending = this.current?.process
    this.current?.peer.close()
    this.current = null
    if (ending === undefined) return
    let timer: NodeJS.Timeout | undefined
    await Promise.race([ending.ended, new Promise((late) => (timer = setTimeout(late, closeLimitMs)))])
    clearTimeout(timer)
    ending.kill()
  }

  private start(): void {
    const { host, name, connect } = this.options
    const born = Date.now()
    const process = host.startProcess(name)
    const peer = createPeer<object, Events>(process.transport)
    const mine = { process, peer, remote: peer.remote<Api>() as Record<string, unknown> }
    this.current = mine
    connect?.(peer)
    for (const there of this.waiting.splice(0)) there()
    peer.onClose((reason) => {
      if (this.current !== mine) return
      this.current = null
      if (this.closing) return
      // It may have lost its channel only.
      process.kill()
      this.shortLives = Date.now() - born < shortLifeMs ? this.shortLives + 1 : 0
      const delay = restartDelaysMs[Math.min(this.shortLives, restartDelaysMs.length - 1)]
      this.options.onRestart(reason)
      if (delay === 0) this.start()
      else this.timer = setTimeout(() => this.start(), delay)
    })
  }

  private absent(): AppError {
    return new AppError('disconnected', `The ${this.options.name} process is being started again.`, {
      hint: 'Try again in a moment.',
    })
  }
}
