import { join } from 'node:path'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { createPeer } from '#rpc/peer.ts'
import { threadPortTransport } from '#rpc/transports/message-port.ts'
import { openEngine } from '#simd/engine.ts'
import { readyMemory } from '#simd/ready-memory.ts'
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

let asked = false
const peer = createPeer<LeaderEvents>(threadPortTransport(parentPort))
peer.serve<LeaderApi>({
  ready: ({ bytes }) => readyMemory(memory, bytes, () => asked),
  fit(argument) {
    asked = true
    return fitJob({ ...argument, engine, threads, report: (progress) => peer.emit('progress', progress) })
  },
  forecast(argument) {
    asked = true
    return forecastJob({ ...argument, engine, threads })
  },
  close: () => {
    engine.close()
    parentPort?.close()
  },
})
