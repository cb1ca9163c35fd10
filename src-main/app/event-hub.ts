import type { AppEvents } from '#rpc/contract/app-api.ts'

type Listener = (value: never) => void

/** Events of the core: every page and the command line listen here. */
export class EventHub {
  private readonly listeners = new Map<keyof AppEvents, Set<Listener>>()

  on<Name extends keyof AppEvents>(name: Name, listener: (value: AppEvents[Name]) => void): () => void {
    const all = this.listeners.get(name) ?? new Set()
    this.listeners.set(name, all.add(listener))
    return () => void all.delete(listener)
  }

  emit<Name extends keyof AppEvents>(name: Name, value: AppEvents[Name]): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) {
      try {
        ;(listener as (value: AppEvents[Name]) => void)(value)
      } catch (error) {
        // One page that cannot be told must not keep the next job from starting.
        console.error(`An event "${name}" could not be told:`, error)
      }
    }
  }
}
