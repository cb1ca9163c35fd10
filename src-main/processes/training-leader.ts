import { join } from 'node:path'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { createPeer } from '#rpc/peer.ts'
import { threadPortTransport } from '#rpc/transports/message-port.ts'
import { openEngine } from '#simd/engine.ts'
import { fitJob } from './training/fit-job.ts'
import { forecastJob } from './training/forecast-job.ts'
import type { LeaderApi, LeaderData, LeaderEvents } from './training/leader-api.ts'

if (parentPort === null) throw new Error('The training leader is a worker thread.')
const { memory, threads } = workerData as LeaderData
const extension = import.meta.filename.endsWith('.ts') ? '.ts' : '.js'
const engine = openEngine({
  memory,
  threads,
  startMember: (data) => {
    const member = new Worker(join(import.meta.dirname, `training-worker${extension}`), { workerData: data })
    // A lost member would leave the leader waiting for ever.
    member.on('error', (error) => {
      throw error
    })
  },
})

const peer = createPeer<LeaderEvents>(threadPortTransport(parentPort))
peer.serve<LeaderApi>({
  fit: (argument) => fitJob({ ...argument, engine, threads, report: (progress) => peer.emit('progress', progress) }),
  forecast: (argument) => forecastJob({ ...argument, engine, threads }),
  close: () => {
    engine.close()
    parentPort?.close()
  },
})
