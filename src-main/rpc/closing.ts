/** The end of a transport: told once, to early and late listeners alike. */
export class Closing {
  #reason: string | null = null
  readonly #listeners: ((reason: string) => void)[] = []

  get reason(): string | null {
    return this.#reason
  }

  onClose(listener: (reason: string) => void): void {
    const reason = this.#reason
    if (reason === null) this.#listeners.push(listener)
    else queueMicrotask(() => listener(reason))
  }

  /** The first reason stays; later ones are echoes of the same end. It becomes part of a sentence, so it loses its full stop. */
  close(reason: string): void {
    if (this.#reason !== null) return
    const kept = reason.replace(/\.$/, '')
    this.#reason = kept
    for (const listener of this.#listeners.splice(0)) listener(kept)
  }
}
