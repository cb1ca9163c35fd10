import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, homedir, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

export interface Figures {
  fitSeconds: number
  predictSeconds: number
  accuracy: number
}

export interface Digits {
  train: string
  test: string
  rows: number
}

const script = join(import.meta.dirname, 'sklearn_bench.py')
const run = promisify(execFile)

/** scikit-learn of this machine, run by its own Python; what takes long is kept in the user's cache folder. */
export class ScikitLearn {
  readonly name: string
  readonly steps: string[]
  private readonly python: string

  private constructor(python: string, versions: Record<string, string>, steps: string[]) {
    this.python = python
    this.steps = steps
    this.name = Object.entries(versions)
      .map((pair) => pair.join(' '))
      .join(', ')
  }

  /** A sentence where it cannot be had: nothing is installed from here. */
  static async find(): Promise<ScikitLearn | string> {
    const candidates = process.env.PYTHON === undefined ? ['python3', '/usr/bin/python3'] : [process.env.PYTHON]
    for (const python of candidates) {
      try {
        const { stdout } = await run(python, [script, '--versions'])
        const { versions, steps } = JSON.parse(stdout) as { versions: Record<string, string>; steps: string[] }
        return new ScikitLearn(python, versions, steps)
      } catch {
        continue
      }
    }
    return (
      `No Python with scikit-learn was found (tried ${candidates.join(', ')}), so only our own times are measured. ` +
      'On Debian the packages are python3-sklearn and libopenblas0-pthread; PYTHON=... names another Python.'
    )
  }

  async measure(step: string, { train, test, rows }: Digits): Promise<Figures> {
    const { stdout } = await run(this.python, [
      script,
      ...['--train', train, '--test', test, '--rows', String(rows), '--step', step],
    ])
    const figures = JSON.parse(stdout) as Figures
    const all = kept()
    all[this.key(step, rows)] = figures
    mkdirSync(dirname(cacheFile), { recursive: true })
    writeFileSync(cacheFile, JSON.stringify(all, null, 2))
    return figures
  }

  /** From an earlier run with this processor and these versions. */
  kept(step: string, rows: number): Figures | null {
    return kept()[this.key(step, rows)] ?? null
  }

  private key(step: string, rows: number): string {
    const processors = cpus()
    return [processors[0]?.model.trim(), `${processors.length} cores`, this.name, `${rows} rows`, step].join(' | ')
  }
}

function cacheFolder(): string {
  if (platform() === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData/Local')
  if (platform() === 'darwin') return join(homedir(), 'Library/Caches')
  return process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
}

const cacheFile = join(cacheFolder(), 'digit-workbench', 'bench-scikit-learn.json')

function kept(): Record<string, Figures> {
  try {
    return JSON.parse(readFileSync(cacheFile, 'utf8')) as Record<string, Figures>
  } catch {
    return {}
  }
}
