import { computed, shallowRef } from 'vue'

const digitsOfASet = 50

/** Fifty digits to write, five of each, in random order: nobody drifts into writing one digit fifty times alike. */
export function useGuidedSet(random: () => number = Math.random) {
  const order = shallowRef<readonly number[]>([])
  const done = shallowRef(0)

  return {
    count: digitsOfASet,
    done,
    active: computed(() => order.value.length > 0),
    /** What is to be written now; null when no set is under way. */
    wanted: computed(() => order.value[done.value] ?? null),
    start() {
      const digits = Array.from({ length: digitsOfASet }, (_, k) => k % 10)
      for (let k = digits.length - 1; k > 0; k--) {
        const other = Math.floor(random() * (k + 1))
        ;[digits[k], digits[other]] = [digits[other], digits[k]]
      }
      order.value = digits
      done.value = 0
    },
    /** A digit was kept. */
    advance() {
      if (order.value.length === 0) return
      done.value++
      if (done.value === order.value.length) order.value = []
    },
    stop() {
      order.value = []
    },
  }
}

export type GuidedSet = ReturnType<typeof useGuidedSet>
