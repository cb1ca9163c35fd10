import { fork } from 'node:child_process'
import { join } from 'node:path'
import { forkedProcessTransport } from '#rpc/transports/message-port.ts'
import type { Host } from './host.ts'

/** Plain Node: forked processes, no native dialogs. `processFolder` holds the `<name>-process.js` files. */
export function createNodeHost({ dataFolder, processFolder }: { dataFolder: string; processFolder: string }): Host {
  return {
    kind: 'browser',
    dataFolder,
    startProcess(name) {
      const child = fork(join(processFolder, `${name}-process.js`), {
        serialization: 'advanced',
        env: { ...process.env, DIGIT_WORKBENCH_HOME: dataFolder },
        // Standard output belongs to the command line's table and the browser host's address.
        stdio: ['ignore', process.stderr.fd, process.stderr.fd, 'ipc'],
        // In a process group of its own Ctrl-C does not reach it: the core ends it in good order. It ends itself when
        // the channel is cut. (On Windows `detached` would open a console window.)
        detached: process.platform !== 'win32',
      })
      return {
        transport: forkedProcessTransport(child),
        ended: new Promise((resolve) => child.once('exit', () => resolve())),
        kill: () => void child.kill('SIGKILL'),
      }
    },
    pickFile: () => Promise.resolve(null),
  }
}
