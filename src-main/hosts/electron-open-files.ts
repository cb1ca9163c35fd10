import { basename } from 'node:path'
import type { BrowserWindow, Dialog } from 'electron'
import type { AppCore } from '#app/app-core.ts'
import { openAsSuggested } from '#app/open-as-suggested.ts'
import { toWireError } from '#rpc/wire.ts'
import type { GivenFile } from './given-files.ts'

/** Opens files that were given outside the page, one after the other; the page follows by the core's events. */
export async function openGivenFiles(
  core: Pick<AppCore, 'api' | 'fileOf'>,
  files: GivenFile[],
  ask: { dialog: Pick<Dialog, 'showMessageBox'>; window: BrowserWindow },
): Promise<void> {
  for (const { path, part } of files) {
    try {
      const source = { kind: 'file' as const, file: core.fileOf(path) }
      const replacing = path === files[0].path
      const doubts: string[] = []
      await openAsSuggested(core.api, { part, source, replacing }, { signal: new AbortController().signal }, (doubt) =>
        doubts.push(doubt),
      )
      if (doubts.length > 0 && !ask.window.isDestroyed())
        await ask.dialog.showMessageBox(ask.window, {
          type: 'warning',
          message: `${basename(path)} was opened, but its format is ambiguous.`,
          detail: `${doubts.join('\n')}\nOpen it from the Data place to choose.`,
        })
    } catch (error) {
      const { code, message, hint } = toWireError(error)
      if (code !== 'aborted' && !ask.window.isDestroyed())
        await ask.dialog.showMessageBox(ask.window, {
          type: 'error',
          message: `${basename(path)} could not be opened.`,
          detail: hint === undefined ? message : `${message}\n${hint}`,
        })
    }
  }
}
