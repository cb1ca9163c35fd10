import { showToast } from '#renderer/frame/toasts.ts'

/** Saves through the browser (or Electron's own dialog). */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Copies, and says so; where the clipboard is closed it says that instead. */
export async function copyOut(what: string, content: Blob | string): Promise<void> {
  try {
    if (typeof content === 'string') await navigator.clipboard.writeText(content)
    else await navigator.clipboard.write([new ClipboardItem({ [content.type]: content })])
    showToast(`${what} copied.`)
  } catch {
    showToast(`${what} could not be copied.`, 'The system did not open its clipboard. Save it instead.')
  }
}

export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png')
  })
}
