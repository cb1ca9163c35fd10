import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import type * as Electron from 'electron'
import { app } from './app.ts'

/** A forked Node under the rules of Electron's utility process. */
class StandInUtilityProcess extends EventEmitter {
  readonly stdout = null
  readonly stderr = null
  readonly #child: ChildProcess
  readonly #name: string
  #killed = false
  #pid: number | undefined

  constructor(modulePath: string, args: string[], options: Electron.ForkOptions) {
    super()
    this.#name = options.serviceName ?? 'Node Utility Process'
    this.#child = fork(join(import.meta.dirname, 'utility-bootstrap.ts'), [modulePath, ...args], {
      serialization: 'advanced',
      env: { ...(options.env ?? process.env), STAND_IN_UTILITY: '1' } as NodeJS.ProcessEnv,
      execArgv: ['--import', join(import.meta.dirname, 'register.ts')],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#child.on('spawn', () => {
      this.#pid = this.#child.pid
      this.emit('spawn')
    })
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('exit', (code, signal) => this.#ended(code, signal))
  }

  get pid(): number | undefined {
    return this.#pid
  }

  postMessage(message: unknown, transfer: unknown[] = []): void {
    if (transfer.length > 0) throw new TypeError('Port at index 0 is not a valid port')
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) throw new Error('postMessage after exit')
    // Throws here, as there, for what cannot be copied: a SharedArrayBuffer, a function.
    serialize(message)
    this.#child.send(message as object, () => undefined)
  }

  kill(): boolean {
    if (this.#pid === undefined) return false
    this.#killed = true
    return this.#child.kill('SIGTERM')
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): void {
    this.#pid = undefined
    const exitCode = code ?? (this.#killed ? 0 : 9)
    if (exitCode !== 0 || signal) {
      const reason = signal ? 'killed' : 'abnormal-exit'
      app.emit(
        'child-process-gone',
        {},
        { type: 'Utility', name: this.#name, serviceName: this.#name, reason, exitCode },
      )
    }
    this.emit('exit', exitCode)
  }
}

export const utilityProcess = {
  fork(modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}): StandInUtilityProcess {
    app.mustBeReady('utilityProcess')
    if (!existsSync(modulePath)) throw new Error(`There is no ${modulePath}`)
    const wrong = Object.entries(options.env ?? {}).find(
      ([, value]) => value !== undefined && typeof value !== 'string',
    )
    if (wrong) throw new TypeError(`The environment variable ${wrong[0]} is not a string`)
    return new StandInUtilityProcess(modulePath, args, options)
  },
}
null as unknown as StandInUtilityProcess satisfies Pick<Electron.UtilityProcess, 'pid' | 'kill' | 'stdout' | 'stderr'>
