import { createPeer } from '#rpc/peer.ts'
import { parentTransport } from '#rpc/transports/message-port.ts'
import { serveTestApi } from '../test-boundary.ts'

const transport = parentTransport(process)
serveTestApi(createPeer(transport))
transport.onClose(() => process.exit())
