import type { App, IpcMainEvent, IpcMainInvokeEvent, Session } from 'electron'

export const scheme = 'app'
export const bundleHost = 'bundle'
export const homeAddress = `${scheme}://${bundleHost}/`

/** Ours by protocol and host: Node gives `app:` addresses the origin "null", so `origin` cannot tell them apart. */
export function isOurAddress(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === `${scheme}:` && url.host === bundleHost
}

/** Only the top frame of our own page may speak. The frame is null when the page has gone on meanwhile. */
export function isFromOurPage({ senderFrame }: Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurAddress(senderFrame.url)
}

/** Writing what a person copies (a figure, a number) is all that our page may do beyond showing itself. */
function isAllowed(permission: string, address: string | undefined): boolean {
  return permission === 'clipboard-sanitized-write' && address !== undefined && isOurAddress(address)
}

/** Electron's default is to allow. Both handlers are needed: some permissions are only asked, some only checked. */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isAllowed(permission, requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin, { requestingUrl }) =>
    isAllowed(permission, requestingUrl ?? origin),
  )
  session.setDevicePermissionHandler(() => false)
}

/** No page of ours leads anywhere else, opens a window or holds another page. */
export function denyNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isOurAddress(event.url)) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      if (!isOurAddress(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => {
      if (!isOurAddress(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
