import { parentPort } from 'node:worker_threads'
import { createPeer } from '#rpc/peer.ts'
import { threadPortTransport } from '#rpc/transports/message-port.ts'
import { serveTestApi } from '../test-boundary.ts'

if (parentPort) serveTestApi(createPeer(threadPortTransport(parentPort)))
