import { BrowserWindow, app, dialog, utilityProcess } from 'electron'
import type { OpenDialogOptions } from 'electron'
import type { Host } from './host.ts'
import { startElectronProcess } from './electron-process.ts'

/** `processFolder` holds the `<name>-process.js` files. */
export function createElectronHost({ dataFolder, processFolder }: { dataFolder: string; processFolder: string }): Host {
  return {
    kind: 'electron',
    dataFolder,
    startProcess: (name) => startElectronProcess({ app, utilityProcess }, { name, folder: processFolder, dataFolder }),
    async pickFile({ part, folder }) {
      const question: OpenDialogOptions = {
        title: part === 'train' ? 'Open training digits' : 'Open test digits',
        // Electron would start in Downloads each time.
        defaultPath: folder ?? app.getPath('home'),
        properties: ['openFile'],
        filters: [
          {
            name: 'Digits (CSV, IDX; plain, gzip or zip)',
            extensions: ['csv', 'txt', 'gz', 'zip', 'idx', 'idx1-ubyte', 'idx3-ubyte'],
          },
          { name: 'All files', extensions: ['*'] },
        ],
      }
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().at(0)
      const { canceled, filePaths } = await (window
        ? dialog.showOpenDialog(window, question)
        : dialog.showOpenDialog(question))
      return canceled ? null : (filePaths[0] ?? null)
    },
  }
}
