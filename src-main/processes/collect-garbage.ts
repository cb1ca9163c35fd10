import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** At once: to the collector gigabytes of shared memory are a small object that it is in no hurry about. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}
