import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startAppCore } from '#app/app-core.ts'
import type { AppCore } from '#app/app-core.ts'
import { AlreadyRuns } from '#app/core-lock.ts'
import { openAsSuggested } from '#app/open-as-suggested.ts'
import { startBrowserServer } from '#hosts/browser-server.ts'
import { dataFolder } from '#hosts/data-folder.ts'
import { givenFiles } from '#hosts/given-files.ts'
import type { GivenFile } from '#hosts/given-files.ts'
import { createNodeHost } from '#hosts/node-host.ts'
import { openBrowser } from '#hosts/open-browser.ts'
import { AppError, hasCode } from '#learn/app-error.ts'
import { version } from './version.ts'

const usage = 'Usage: npm run web -- [--port N] [--no-open] [TRAIN [TEST]]'

interface Options {
  port: number
  open: boolean
  files: GivenFile[]
}

function readArguments(): Options {
  const { values, positionals } = parsed()
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new AppError('invalid-argument', `--port takes a number from 0 to 65535, not "${values.port}".`)
  }
  if (positionals.length > 2) throw new AppError('invalid-argument', 'At most two files: training and test digits.')
  return { port, open: values.open, files: givenFiles(positionals, process.cwd()) }
}

function parsed() {
  try {
    return parseArgs({
      options: { port: { type: 'string', default: '0' }, open: { type: 'boolean', default: true } },
      allowPositionals: true,
      allowNegative: true,
    })
  } catch (error) {
    // Node's own sentence, without its advice on quoting.
    throw new AppError('invalid-argument', `${(error as Error).message.split('. ', 1)[0]}.`)
  }
}

async function openFiles(core: AppCore, files: GivenFile[]): Promise<void> {
  for (const { path, part } of files) {
    try {
      const source = { kind: 'file', file: core.fileOf(path) } as const
      const replacing = path === files[0].path
      await openAsSuggested(
        core.api,
        { part, source, replacing },
        { signal: new AbortController().signal },
        console.error,
      )
    } catch (error) {
      explain(error)
    }
  }
}

/** The page of the application that runs. */
function showRunning(address: string): void {
  console.log(address)
  if (!process.argv.includes('--no-open')) openBrowser(address)
}

function explain(error: unknown): void {
  const { message, hint } = error as AppError
  console.error(hint ? `${message} ${hint}` : message)
}

try {
  const { port, open, files } = readArguments()
  const host = createNodeHost({ dataFolder: dataFolder(), processFolder: import.meta.dirname })
  const core = await startAppCore({ host, version })
  const server = await startBrowserServer({
    rendererFolder: join(import.meta.dirname, '../renderer'),
    port,
    serve: (transport) => core.serve(transport),
  }).catch(async (error: unknown) => {
    await core.close()
    throw error
  })
  await core.announce(server.address)
  console.log(server.address)

  let ending = false
  const end = async () => {
    if (ending) process.exit(1)
    ending = true
    await server.close()
    await core.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end())

  if (open) openBrowser(server.address)
  await openFiles(core, files)
} catch (error) {
  explain(error)
  if (error instanceof AlreadyRuns && error.address !== null) showRunning(error.address)
  const atFault = hasCode(error, 'invalid-argument')
  if (atFault) console.error(usage)
  process.exitCode = atFault ? 2 : 1
}
