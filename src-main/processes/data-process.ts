import { createPeer } from '#rpc/peer.ts'
import { parentTransport } from '#rpc/transports/message-port.ts'
import type { DataApi, DataEvents } from '#rpc/contract/data-api.ts'
import { createDataService } from './data/data-service.ts'

const dataFolder = process.env.DIGIT_WORKBENCH_HOME
if (!dataFolder) throw new Error('The data process was started without DIGIT_WORKBENCH_HOME.')

const peer = createPeer<DataEvents>(parentTransport(process))
const service = createDataService({ dataFolder, emit: (name, value) => peer.emit(name, value) })
peer.serve<DataApi>(service)

// Electron does not end a process on an unhandled rejection; a state nobody foresaw is not worth keeping.
process.on('unhandledRejection', (reason) => {
  console.error('data process:', reason)
  process.exit(1)
})
// On Windows Ctrl-C reaches every process of the console; the core ends this one in good order.
process.on('SIGINT', () => undefined)
peer.onClose(() => process.exit(0))
