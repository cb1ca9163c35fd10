/** Hands a file to the browser, or to Electron's save dialog. */
export function saveBytes(name: string, bytes: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download begins after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
