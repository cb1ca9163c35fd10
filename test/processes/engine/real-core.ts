import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startAppCore, type AppCore } from '#app/app-core.ts'
import type { HostProcess } from '#hosts/host.ts'
import { createNodeHost } from '#hosts/node-host.ts'
import type { DigitSet } from '#learn/datasets/digit-set.ts'
import type { JobId, JobSnapshot, JobSpec } from '#rpc/contract/job.ts'
import { writeDataset } from '#store/dataset-store.ts'

const quiet = { signal: new AbortController().signal }
const sources = resolve(import.meta.dirname, '../../../src-main/processes')

export interface Told {
  /** performance.now(). */
  at: number
  job: JobSnapshot
}

/** The core with its real processes, straight from the sources, over a data folder of its own. */
export class RealCore {
  readonly core: AppCore
  readonly dataFolder: string
  readonly told: Told[] = []
  private readonly training: () => HostProcess
  private readonly waiting = new Set<() => void>()

  private constructor(core: AppCore, dataFolder: string, training: () => HostProcess) {
    this.core = core
    this.dataFolder = dataFolder
    this.training = training
    core.on('jobChanged', (job) => {
      this.told.push({ at: performance.now(), job })
      for (const look of this.waiting) look()
    })
  }

  static async start(): Promise<RealCore> {
    const dataFolder = mkdtempSync(join(tmpdir(), 'digit-workbench-'))
    const processFolder = join(dataFolder, 'processes')
    writeEntries(processFolder, dataFolder)
    let training: HostProcess | null = null
    const host = createNodeHost({ dataFolder, processFolder })
    const core = await startAppCore({
      host: {
        ...host,
        startProcess(name) {
          const started = host.startProcess(name)
          if (name === 'training') training = started
          return started
        },
      },
      version: '0',
    })
    return new RealCore(core, dataFolder, () => {
      if (training === null) throw new Error('No training process was started.')
      return training
    })
  }

  async store(set: DigitSet): Promise<string> {
    return (await writeDataset({ dataFolder: this.dataFolder, set, name: 'digits', description: 'digits' })).id
  }

  async job(spec: JobSpec): Promise<JobId> {
    return this.core.api.startJob({ spec }, quiet)
  }

  async stop(job: JobId): Promise<void> {
    await this.core.api.stopJob({ job }, quiet)
  }

  /** As if it crashed. */
  killTraining(): void {
    this.training().kill()
  }

  /** The first time the job was told to be as wanted. */
  when(id: JobId, wanted: (job: JobSnapshot) => boolean): Promise<Told> {
    return new Promise((found) => {
      const look = () => {
        const told = this.told.find(({ job }) => job.id === id && wanted(job))
        if (told === undefined) return
        this.waiting.delete(look)
        found(told)
      }
      this.waiting.add(look)
      look()
    })
  }

  end(id: JobId): Promise<Told> {
    return this.when(id, ({ state }) => state === 'done' || state === 'stopped' || state === 'failed')
  }

  /** The most resident memory of the training process that runs, in MB. */
  trainingPeakMB(): number {
    return Number(readFileSync(join(this.dataFolder, 'training-peak'), 'utf8')) / 1024
  }

  async close(): Promise<void> {
    await this.core.close()
    rmSync(this.dataFolder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Files as the host starts them; the training process also writes down how large it became. */
function writeEntries(folder: string, dataFolder: string): void {
  mkdirSync(folder)
  const load = (name: string) => `import ${JSON.stringify(pathToFileURL(join(sources, `${name}.ts`)).href)}\n`
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'data-process.js'), load('data-process'))
  writeFileSync(
    join(folder, 'training-process.js'),
    `import { rename, writeFile } from 'node:fs/promises'
const file = ${JSON.stringify(join(dataFolder, 'training-peak'))}
const note = async () => {
  await writeFile(file + '.new', String(process.resourceUsage().maxRSS))
  await rename(file + '.new', file)
}
setInterval(() => note().catch(() => undefined), 100).unref()
${load('training-process')}`,
  )
}
