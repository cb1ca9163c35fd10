import { expect, test } from 'vitest'
import { stayAwakeForJobs } from '#hosts/electron-awake.ts'

type Listener = (value: unknown) => void

test('The machine is kept awake from the first job to the last, and not longer', () => {
  const listeners = new Map<string, Listener>()
  const running = new Set<number>()
  const types: string[] = []
  let count = 0
  const core = { on: (name: string, listener: Listener) => (listeners.set(name, listener), () => undefined) }
  const blocker = {
    start: (type: string) => (types.push(type), running.add(++count), count),
    stop: (id: number) => running.delete(id),
    isStarted: (id: number) => running.has(id),
  }
  stayAwakeForJobs(core as never, blocker)
  const job = (id: string, state: string) => listeners.get('jobChanged')?.({ id, state })
  job('a', 'running')
  job('b', 'queued')
  job('a', 'done')
  expect(running.size).toBe(1)
  job('b', 'running')
  job('b', 'failed')
  expect(running.size).toBe(0)
  job('c', 'stopping')
  expect(running.size).toBe(1)
  listeners.get('jobRemoved')?.({ job: 'c' })
  expect(running.size).toBe(0)
  expect(types).toEqual(['prevent-app-suspension', 'prevent-app-suspension'])
})
