export interface Terminal {
  readonly isTTY?: boolean
  write(text: string): unknown
}

const barWidth = 24

/** One line that is written over; nothing where there is no terminal. */
export class ProgressLine {
  private readonly terminal: Terminal

  constructor(terminal: Terminal) {
    this.terminal = terminal
  }

  show(what: string, fraction: number, secondsLeft: number | null): void {
    if (!this.terminal.isTTY) return
    const filled = Math.round(fraction * barWidth)
    const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled)
    const percent = `${Math.floor(fraction * 100)} %`.padStart(5)
    const left = secondsLeft === null ? '' : `  ${Math.ceil(secondsLeft)} s left`
    this.terminal.write(`\r\x1b[K${bar} ${percent}  ${what}${left}`)
  }

  clear(): void {
    if (this.terminal.isTTY) this.terminal.write('\r\x1b[K')
  }
}
