import { join } from 'node:path'
import type { TrainingApi, TrainingEvents } from '#rpc/contract/training-api.ts'
import { createPeer } from '#rpc/peer.ts'
import { parentTransport } from '#rpc/transports/message-port.ts'
import { setPriority } from 'node:os'
import { createTrainingService } from './training/training-service.ts'

const dataFolder = process.env.DIGIT_WORKBENCH_HOME
if (!dataFolder) throw new Error('The training process was started without DIGIT_WORKBENCH_HOME.')

// The window and the drawing pad come first: whatever they leave, this process uses.
try {
  setPriority(10)
} catch {
  console.error('training process: its priority could not be lowered')
}

const peer = createPeer<TrainingEvents>(parentTransport(process))
const service = createTrainingService({
  dataFolder,
  leaderFile: join(import.meta.dirname, `training-leader${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`),
  emit: (name, value) => peer.emit(name, value),
})
peer.serve<TrainingApi>(service)

process.on('unhandledRejection', (reason) => {
  console.error('training process:', reason)
  process.exit(1)
})
// On Windows Ctrl-C reaches every process of the console; the core ends this one in good order.
process.on('SIGINT', () => undefined)
peer.onClose(() => process.exit(0))
