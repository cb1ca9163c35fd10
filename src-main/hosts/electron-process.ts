import { join } from 'node:path'
import type { App, Details, UtilityProcess, utilityProcess } from 'electron'
import { utilityProcessTransport } from '#rpc/transports/message-port.ts'
import type { HostProcess, ProcessName } from './host.ts'

/** For `child-process-gone`, which names the process by nothing else. */
let started = 0

/** Starts `<name>-process.js` of a folder. */
export function startElectronProcess(
  electron: { app: App; utilityProcess: typeof utilityProcess },
  { name, folder, dataFolder }: { name: ProcessName; folder: string; dataFolder: string },
): HostProcess {
  const serviceName = `Digit Workbench ${name} ${++started}`
  const env = { ...process.env, DIGIT_WORKBENCH_HOME: dataFolder }
  const child = electron.utilityProcess.fork(join(folder, `${name}-process.js`), [], { serviceName, env })
  const watched = endingOnce(electron.app, child, serviceName)
  return {
    transport: utilityProcessTransport(watched),
    ended: new Promise((resolve) => watched.on('exit', () => resolve())),
    kill: () => void watched.kill(),
  }
}

/**
 * `exit` has been seen twice, and with code 0 after a crash; `child-process-gone` has been seen missing. Either counts, the
 * first one only. Nothing is posted afterwards: posting while `exit` is told has brought main down.
 */
function endingOnce(app: App, child: UtilityProcess, serviceName: string) {
  const listeners: ((code: number) => void)[] = []
  let ended = false
  const end = (code: number) => {
    if (ended) return
    ended = true
    app.off('child-process-gone', gone)
    for (const listener of listeners) listener(code)
  }
  const gone = (_event: unknown, details: Details) => {
    if (details.type === 'Utility' && details.name === serviceName) end(details.exitCode)
  }
  app.on('child-process-gone', gone)
  child.on('exit', end)
  // A fatal error of V8; `exit` follows. Without a listener it would be thrown here.
  child.on('error', () => undefined)
  return {
    postMessage(message: unknown) {
      if (!ended) child.postMessage(message)
    },
    kill: () => !ended && child.kill(),
    on(event: string, listener: (...values: never[]) => void) {
      if (event === 'exit') listeners.push(listener as (code: number) => void)
      else child.on(event as 'message', listener as (message: unknown) => void)
    },
  }
}
