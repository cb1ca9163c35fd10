import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { FileId } from '#rpc/contract/dataset.ts'
import type { ElectronBridge } from '#rpc/transports/electron-ipc.ts'
import type { WireMessage } from '#rpc/wire.ts'
import { connectChannel, fileChannel, messageChannel } from '#hosts/electron-channels.ts'
import type { FileAnswer } from '#hosts/electron-channels.ts'

const page = crypto.randomUUID()
let listener: ((message: WireMessage) => void) | null = null
const early: WireMessage[] = []

ipcRenderer.on(messageChannel, (_event, forPage: unknown, message: WireMessage) => {
  if (forPage !== page) return
  if (listener) listener(message)
  else early.push(message)
})
ipcRenderer.send(connectChannel, page)

/** The path goes to main from here; the page sees the id alone. */
async function fileRef(file: File): Promise<FileId> {
  const path = webUtils.getPathForFile(file)
  if (path === '') throw new Error(`${file.name} is not a file on this machine's disk.`)
  const answer = (await ipcRenderer.invoke(fileChannel, path)) as FileAnswer
  if ('error' in answer) throw new Error(answer.error.message)
  return answer.file
}

const bridge: ElectronBridge = {
  host: 'electron',
  send: (message) => ipcRenderer.send(messageChannel, page, message),
  onMessage(added) {
    listener = added
    for (const message of early.splice(0)) added(message)
  },
  fileRef,
}
contextBridge.exposeInMainWorld('digitWorkbench', bridge)
