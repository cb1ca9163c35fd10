import { EventEmitter } from 'node:events'
import type { App, utilityProcess } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { startElectronProcess } from '#hosts/electron-process.ts'

function start() {
  const app = new EventEmitter()
  const child = Object.assign(new EventEmitter(), { postMessage: vi.fn(), kill: vi.fn() })
  const fork = vi.fn((..._values: unknown[]) => child)
  const electron = { app: app as unknown as App, utilityProcess: { fork } as unknown as typeof utilityProcess }
  const { transport, kill } = startElectronProcess(electron, { name: 'data', folder: '/out', dataFolder: '/home' })
  const ends: string[] = []
  transport.onClose((reason) => ends.push(reason))
  const { serviceName, env } = fork.mock.calls[0][2] as { serviceName: string; env: Record<string, string> }
  const gone = (name: string, type = 'Utility') =>
    app.emit('child-process-gone', {}, { type, name, exitCode: 5, reason: 'oom' })
  return { app, child, transport, kill, ends, serviceName, env, gone }
}
const event = { type: 'event', name: 'a', value: 1 } as const

describe('a utility process', () => {
  test('ends once, whether Electron says so in one way, the other, or both', () => {
    const first = start()
    first.child.emit('exit', 3)
    first.child.emit('exit', 0)
    first.gone(first.serviceName)
    expect(first.ends).toEqual(['the process ended with code 3'])
    const second = start()
    second.gone(second.serviceName)
    second.child.emit('exit', 0)
    expect(second.ends).toEqual(['the process ended with code 5'])
    expect(second.app.listenerCount('child-process-gone')).toBe(0)
  })

  test('does not end with another one', () => {
    const one = start()
    one.gone('Digit Workbench data 0')
    one.gone(one.serviceName, 'GPU')
    expect(one.ends).toEqual([])
  })

  test('is sent nothing more once it has ended, not even by one who hears of it first', () => {
    const { child, transport } = start()
    transport.onClose(() => transport.send(event))
    transport.send(event)
    child.emit('exit', 1)
    transport.send(event)
    expect(child.postMessage).toHaveBeenCalledTimes(1)
  })

  test('survives the report of a fatal error, which comes before its end', () => {
    const { child, ends } = start()
    expect(() => child.emit('error', 'FatalError', 'somewhere', '{}')).not.toThrow()
    expect(ends).toEqual([])
  })

  test('knows the data folder', () => {
    expect(start().env.DIGIT_WORKBENCH_HOME).toBe('/home')
  })
})
