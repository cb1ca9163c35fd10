import { useLocalStorage } from '@vueuse/core'
import type { OwnSet } from '#rpc/contract/own.ts'

/** What a person's digits are kept for: to learn from, or to be judged by. Each hand has a set for either. */
export type Purpose = 'training' | 'test'

const testEnding = ' - test'
const firstHand = 'My hand'

/** Whose digits are being kept; the same everywhere, and between starts. */
export function useHand() {
  return useLocalStorage('digit-workbench-own-set', firstHand)
}

export function setOf(hand: string, purpose: Purpose): string {
  return purpose === 'test' ? hand + testEnding : hand
}

function isTestSet(name: string): boolean {
  return name.endsWith(testEnding)
}

function handOf(name: string): string {
  return isTestSet(name) ? name.slice(0, -testEnding.length) : name
}

/** Those that have digits, and the one in use. */
export function handsOf(sets: readonly OwnSet[], current: string): string[] {
  return [...new Set([...sets.map(({ name }) => handOf(name)), current])].sort((a, b) => a.localeCompare(b))
}

/** Training must not see what models are judged by. */
export function trainingSets(sets: readonly OwnSet[]): OwnSet[] {
  return sets.filter(({ name, count }) => count > 0 && !isTestSet(name))
}
