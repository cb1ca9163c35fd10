import type * as Electron from 'electron'
import { app } from './app.ts'

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0]
type DeviceHandler = Parameters<Electron.Session['setDevicePermissionHandler']>[0]

/** Keeps the handlers, so that a test can ask them what Chromium would ask. */
export const permissionHandlers: { request: RequestHandler; check: CheckHandler; device: DeviceHandler } = {
  request: null,
  check: null,
  device: null,
}

const defaultSession = {
  setPermissionRequestHandler: (handler: RequestHandler) => void (permissionHandlers.request = handler),
  setPermissionCheckHandler: (handler: CheckHandler) => void (permissionHandlers.check = handler),
  setDevicePermissionHandler: (handler: DeviceHandler) => void (permissionHandlers.device = handler),
  /** The stand-in's own, for tests. */
  permissionHandlers,
} satisfies Pick<
  Electron.Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
> & { permissionHandlers: object }

export const session = {
  get defaultSession() {
    app.mustBeReady('session.defaultSession')
    return defaultSession
  },
}
