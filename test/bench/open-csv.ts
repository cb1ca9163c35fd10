import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPeer } from '#rpc/peer.ts'
import { forkedProcessTransport } from '#rpc/transports/message-port.ts'
import type { DataApi, DataEvents } from '#rpc/contract/data-api.ts'
import type { DatasetSummary } from '#rpc/contract/dataset.ts'
import type { Remote } from '#rpc/contract/remote.ts'

/** `node test/bench/open-csv.ts mnist_train.csv`: what opening a file costs, the first time and again, in a data process of its own. */

const file = process.argv[2]
if (file === undefined) {
  console.error('usage: node test/bench/open-csv.ts FILE.csv')
  process.exit(2)
}

const dataFolder = mkdtempSync(join(tmpdir(), 'digit-workbench-bench-'))
const started: ChildProcess[] = []

function startDataProcess() {
  const child = fork(join(import.meta.dirname, '../../src-main/processes/data-process.ts'), {
    serialization: 'advanced',
    env: { ...process.env, DIGIT_WORKBENCH_HOME: dataFolder },
  })
  started.push(child)
  const peer = createPeer<object, DataEvents>(forkedProcessTransport(child))
  return { child, peer, data: peer.remote<DataApi>() }
}

/** Linux keeps the highest resident size itself. */
function residentPeakMB(pid: number | undefined): number | null {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return line === null ? null : Math.round(Number(line[1]) / 1024)
  } catch {
    return null
  }
}

async function opened(data: Remote<DataApi>, path: string): Promise<DatasetSummary> {
  const opening = await data.openFile({ part: 'train', path })
  if (opening.kind === 'question') throw new Error(opening.question.sentence)
  return opening.summary
}

async function measure(label: string, path: string) {
  const { child, peer, data } = startDataProcess()
  await data.forgetRun({ run: 'none' })
  let events = 0
  peer.on('progress', () => events++)
  // A call that costs nothing, asked again and again: how long it waits is how long the process was deaf.
  let longest = 0
  let done = false
  const pinging = (async () => {
    while (!done) {
      const asked = performance.now()
      await data.forgetRun({ run: 'none' })
      longest = Math.max(longest, performance.now() - asked)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  })()
  const start = performance.now()
  const { rows, seconds } = await opened(data, path)
  const wall = (performance.now() - start) / 1000
  done = true
  await pinging
  const peak = residentPeakMB(child.pid)
  const figures = {
    wall: wall.toFixed(3),
    process: seconds.toFixed(3),
    rows,
    events,
    longestWaitMs: Math.round(longest),
    peakMB: peak,
  }
  console.log(label.padEnd(10), JSON.stringify(figures))
  return { data, id: (await opened(data, path)).id, child }
}

try {
  await measure('first', file)
  const { data, id, child } = await measure('again', file)
  const start = performance.now()
  await data.statistics({ dataset: id })
  console.log(
    'statistics',
    JSON.stringify({ wall: ((performance.now() - start) / 1000).toFixed(3), peakMB: residentPeakMB(child.pid) }),
  )
} finally {
  for (const child of started) child.kill()
  rmSync(dataFolder, { recursive: true, force: true })
}
