import { spawn } from 'node:child_process'
import { root } from './root.ts'

export interface Outcome {
  code: number
  output: string
}

/** Runs this Node on a script and its arguments, from the project's folder, in silence; all it printed is kept. */
export function runQuietly(
  args: string[],
  { signal, env = process.env }: { signal?: AbortSignal; env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: root, env, signal, stdio: ['ignore', 'pipe', 'pipe'] })
    const output: Buffer[] = []
    child.stdout.on('data', (bytes: Buffer) => output.push(bytes))
    child.stderr.on('data', (bytes: Buffer) => output.push(bytes))
    child.on('error', (error) => (error.name === 'AbortError' ? undefined : failed(error)))
    child.on('close', (code) => done({ code: code ?? 1, output: Buffer.concat(output).toString() }))
  })
}

/** Runs a program in our place: same terminal, same folder, signals passed on. Resolves with its exit code. */
export function runInForeground(command: string, args: string[]): Promise<number> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { stdio: 'inherit' })
    // Ctrl-C reaches the child by itself; we only have to outlive it.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    process.on('SIGHUP', () => child.kill('SIGHUP'))
    child.on('error', failed)
    child.on('close', (code) => done(code ?? 1))
  })
}

/** Runs a script of package.json, shows what it prints, and keeps it. */
export function runAndShow(script: string): Promise<Outcome> {
  // Set by npm; npm itself may be a shell script that only a shell can start.
  const npm = process.env.npm_execpath
  const [command, ...first] = npm ? [process.execPath, npm] : ['npm']
  return new Promise((done, failed) => {
    const child = spawn(command, [...first, 'run', '--silent', script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const output: Buffer[] = []
    child.stdout.on('data', (bytes: Buffer) => (output.push(bytes), process.stdout.write(bytes)))
    child.stderr.on('data', (bytes: Buffer) => (output.push(bytes), process.stderr.write(bytes)))
    child.on('error', failed)
    child.on('close', (code) => done({ code: code ?? 1, output: Buffer.concat(output).toString() }))
  })
}
