import { spawn } from 'node:child_process'
import { root } from './root.ts'

export interface Outcome {
  code: number
  output: string
}

/** Runs this Node on a script and its arguments, in silence; everything it printed is kept. */
export function runQuietly(args: string[], env: NodeJS.ProcessEnv = process.env): Promise<Outcome> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const output: Buffer[] = []
    child.stdout.on('data', (bytes: Buffer) => output.push(bytes))
    child.stderr.on('data', (bytes: Buffer) => output.push(bytes))
    child.on('error', failed)
    child.on('close', (code) => done({ code: code ?? 1, output: Buffer.concat(output).toString() }))
  })
}

/** Runs a program in our place: same terminal, signals passed on. Resolves with its exit code. */
export function runInForeground(
  command: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv } = {},
): Promise<number> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: process.cwd(), env: options.env ?? process.env, stdio: 'inherit' })
    const passOn = (signal: NodeJS.Signals) => void child.kill(signal)
    // Ctrl-C reaches the whole process group by itself; a handler here only keeps us alive until the child has ended.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', passOn)
    process.on('SIGHUP', passOn)
    child.on('error', failed)
    child.on('close', (code) => done(code ?? 1))
  })
}
