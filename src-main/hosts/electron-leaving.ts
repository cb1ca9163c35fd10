import type { App, BrowserWindow, Dialog } from 'electron'
import type { AppCore } from '#app/app-core.ts'
import { jobsUnderWay } from './jobs-under-way.ts'

const stay = 0
const leave = 1

/** Asks before a window is closed, or the application left, while a job is under way. Gives what watches a new window. */
export function askBeforeLeaving(
  core: Pick<AppCore, 'on'>,
  { app, dialog }: { app: Pick<App, 'on' | 'quit'>; dialog: Pick<Dialog, 'showMessageBox'> },
): (window: BrowserWindow) => void {
  const busy = jobsUnderWay(core)
  let quitting = false
  app.on('before-quit', () => (quitting = true))

  return (window) => {
    let decided = false
    let asking = false

    async function ask(): Promise<void> {
      asking = true
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        message: busy.size === 1 ? 'A model is being trained.' : `${busy.size} models are being trained or wait.`,
        detail: 'Closing stops the training. What was learnt so far is kept where that is worth something.',
        buttons: ['Go on training', 'Stop and close'],
        defaultId: stay,
        cancelId: stay,
        noLink: true,
      })
      asking = false
      decided = response === leave
      if (!decided) quitting = false
      else if (quitting) app.quit()
      else window.close()
    }

    window.on('close', (event) => {
      if (decided || busy.size === 0) return
      event.preventDefault()
      if (!asking) void ask()
    })
  }
}
