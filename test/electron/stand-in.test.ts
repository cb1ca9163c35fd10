import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCodec } from '../stand-in/codec.ts'
import { launchStandIn } from '../stand-in/launch.ts'
import type { StandInProcess } from '../stand-in/launch.ts'

// What we rely on in Electron and could get wrong unnoticed if the stand-in were kinder. A real Electron answers alike.

const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name)
let app: StandInProcess
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stand-in-test-'))
  app = await launchStandIn({ main: fixture('before-ready.js'), env: { TMPDIR: folder } })
  await app.evaluate(({ app }) => app.whenReady())
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

test('What must come before ready, and what only after, is refused at the wrong time', async () => {
  expect(await app.evaluate(() => (globalThis as unknown as { tried: object }).tried)).toEqual({
    'window before ready': 'refused',
    'process before ready': 'refused',
    'session before ready': 'refused',
    'protocol before ready': 'refused',
    'sandbox before ready': 'done',
    'schemes before ready': 'done',
    'schemes again': 'refused',
    'sandbox when ready': 'refused',
    'session when ready': 'done',
    'protocol when ready': 'done',
    'protocol again': 'refused',
  })
})

describe('a utility process', () => {
  const told = (order: string) =>
    app.evaluate(
      ({ app, utilityProcess }, { path, order }) =>
        new Promise<unknown[]>((done) => {
          const heard: unknown[] = []
          const child = utilityProcess.fork(path, [], { serviceName: 'echo' })
          app.once('child-process-gone', (_event: unknown, { name, exitCode }: { name: string; exitCode: number }) =>
            heard.push(['gone', name, exitCode]),
          )
          child.on('exit', (code: number) => done([...heard, ['exit', code, child.pid]]))
          child.on('message', (message: unknown) => {
            heard.push(message)
            child.kill()
          })
          child.postMessage(order)
        }),
      { path: fixture('echo-process.js'), order },
    )

  test('hears what was sent before it listened, and answers with copies', async () => {
    expect(await told('hello')).toEqual(expect.arrayContaining(['hello', ['exit', 0, undefined]]))
  })

  test('has no windows, dialogs or channels of its own', async () => {
    expect((await told('modules'))[0]).toEqual(['default', 'net', 'systemPreferences'])
  })

  test('ends with its code, and the application hears of it too', async () => {
    expect(await told('exit 3')).toEqual([
      ['gone', 'echo', 3],
      ['exit', 3, undefined],
    ])
    expect(await told('throw')).toEqual([
      ['gone', 'echo', 1],
      ['exit', 1, undefined],
    ])
  })

  test('takes no shared memory, no function and no transfer list', async () => {
    const refused = await app.evaluate(({ utilityProcess }, path) => {
      const child = utilityProcess.fork(path)
      const outcome = [new SharedArrayBuffer(8), () => 1].map((value) => {
        try {
          return child.postMessage(value)
        } catch (error) {
          return (error as Error).message.replace(/^.*could not/, 'could not')
        }
      })
      try {
        child.postMessage('x', [new ArrayBuffer(8)])
      } catch (error) {
        outcome.push((error as Error).message)
      }
      child.on('spawn', () => child.kill())
      return outcome
    }, fixture('echo-process.js'))
    expect(refused).toEqual(['could not be cloned.', 'could not be cloned.', 'Port at index 0 is not a valid port'])
  })
})

describe('what passes between page and main', () => {
  const codec = createCodec()

  test('arrives as an equal copy', () => {
    const value = {
      text: 'é \u2028',
      list: [1, null, undefined, NaN, -0, Infinity],
      big: 12n,
      when: new Date(5),
      flags: new Set([1]),
      bytes: new Uint8Array([0, 255]),
      numbers: new Float64Array([0.1]),
      buffer: new Uint8Array([7]).buffer,
      map: new Map([['a', { b: 1 }]]),
    }
    expect(codec.decode(codec.encode(value))).toEqual(value)
  })

  test('is refused when Electron could not copy it', () => {
    for (const value of [
      () => 1,
      Symbol('a'),
      new SharedArrayBuffer(4),
      new Uint8Array(new SharedArrayBuffer(4)),
      Promise.resolve(),
    ])
      expect(() => codec.encode({ value })).toThrow('could not be cloned')
  })

  test('keeps nothing of an error but its name and text', () => {
    const copy = codec.decode(codec.encode(Object.assign(new TypeError('no'), { code: 'disk' })))
    expect(copy).toMatchObject({ name: 'TypeError', message: 'no' })
    expect(copy).not.toHaveProperty('code')
  })
})
