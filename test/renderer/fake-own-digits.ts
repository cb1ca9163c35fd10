import type { OwnApi, OwnDigit } from '#rpc/contract/own.ts'

/** One set of own digits, kept in memory as the core keeps it; every model reads 7. */
export function fakeOwnDigits() {
  const own: OwnDigit[] = []
  return {
    ownSets: () => [],
    ownDigits: () => [...own],
    keepOwnDigit: ({ set: _, id, pixels, ...digit }: Parameters<OwnApi['keepOwnDigit']>[0]) => {
      const known = own.find((each) => each.id === id)
      if (known) return known
      const kept: OwnDigit = {
        ...digit,
        id: id ?? `own-${own.length}`,
        created: own.length,
        ...(pixels && { pixels: btoa(String.fromCharCode(...pixels)) }),
      }
      own.push(kept)
      return kept
    },
    relabelOwnDigit: ({ id, label }: Parameters<OwnApi['relabelOwnDigit']>[0]) => {
      const at = own.findIndex((digit) => digit.id === id)
      own[at] = { ...own[at], label }
      return own[at]
    },
    deleteOwnDigit: ({ id }: Parameters<OwnApi['deleteOwnDigit']>[0]) =>
      own.splice(
        own.findIndex((digit) => digit.id === id),
        1,
      )[0],
    restoreOwnDigit: ({ digit }: Parameters<OwnApi['restoreOwnDigit']>[0]) => void own.push(digit),
    importOwnDigits: () => ({ added: 0 }),
    exportOwnDigits: () => [],
    ownAccuracy: ({ runs: asked }: Parameters<OwnApi['ownAccuracy']>[0]) =>
      asked.map((run) => ({
        run,
        count: own.length,
        correct: own.filter(({ label }) => label === 7).length,
        accuracy: own.length === 0 ? 0 : own.filter(({ label }) => label === 7).length / own.length,
        interval: [0.2, 0.9] as [number, number],
        predicted: new Uint8Array(own.length).fill(7),
      })),
  }
}
