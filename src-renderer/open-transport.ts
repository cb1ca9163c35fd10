import type { Transport } from '#rpc/transport.ts'
import { bridgeTransport } from '#rpc/transports/electron-ipc.ts'
import type { ElectronBridge } from '#rpc/transports/electron-ipc.ts'
import { webSocketTransport } from '#rpc/transports/web-socket.ts'

declare global {
  interface Window {
    /** Exposed by the preload; missing in a browser. */
    digitWorkbench?: ElectronBridge
  }
}

/** Electron's bridge where there is one, else a WebSocket to the server this page came from. */
export async function openTransport(): Promise<Transport> {
  if (window.digitWorkbench) return bridgeTransport(window.digitWorkbench)
  const token = pageToken()
  if (token === null) throw new Error('this address lacks its token; open the address that the program printed')
  return openSocket(`ws://${location.host}/socket?token=${encodeURIComponent(token)}`)
}

const tokenKey = 'digit-workbench-token'

/**
 * The token leaves the address bar at once, where it could be copied or photographed. localStorage keeps it for reloads
 * and for a second tab; it is of no use to anybody after the server has ended, and no other port can read it.
 */
function pageToken(): string | null {
  const address = new URL(location.href)
  const token = address.searchParams.get('token')
  if (token === null) return localStorage.getItem(tokenKey)
  localStorage.setItem(tokenKey, token)
  address.searchParams.delete('token')
  history.replaceState(history.state, '', address)
  return token
}

function openSocket(address: string): Promise<Transport> {
  return new Promise((opened, failed) => {
    const socket = new WebSocket(address)
    socket.addEventListener('open', () => opened(webSocketTransport(socket)))
    // Browsers do not tell a page why a socket could not be opened.
    socket.addEventListener('error', () => failed(new Error('the program does not answer; it may have been closed')))
  })
}
