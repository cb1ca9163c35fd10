import { describe, expect, it } from 'vitest'
import { guardArguments } from '#app/argument-guard.ts'
import type { AppApi } from '#rpc/contract/app-api.ts'
import type { Handlers } from '#rpc/contract/remote.ts'

const context = { signal: new AbortController().signal }
const spec = {
  name: 'A job',
  pipeline: {
    steps: [{ kind: 'OneVsRestClassifier', params: {}, estimator: { kind: 'LogisticRegression', params: { C: 1 } } }],
    seed: 42,
  },
  train: 'a',
  test: 'b',
}

/** Every call answers with the argument that reached it. */
function guarded(name: keyof AppApi, argument: unknown): unknown {
  const handlers = { [name]: (given: unknown) => given } as unknown as Handlers<AppApi>
  const calls = guardArguments(handlers) as unknown as Record<string, (argument: unknown, context: object) => unknown>
  return calls[name](argument, context)
}

describe('guardArguments', () => {
  it.each<[keyof AppApi, unknown]>([
    ['session', undefined],
    ['startJob', { spec }],
    [
      'startJob',
      { spec: { ...spec, pipeline: { ...spec.pipeline, positive: [0] }, rows: 100, threads: 2, memoryMB: 512 } },
    ],
    ['openDataset', { part: 'train', source: { kind: 'sample' } }],
    ['openDataset', { part: 'test', source: { kind: 'file', file: 'x' } }],
    ['samplePage', { dataset: 'x', filter: { labels: [1, 2], rows: Uint32Array.of(5) }, offset: 0, count: 100 }],
    ['repeatedDigits', { datasets: ['x', 'y'] }],
    ['predictDigit', { runs: ['a', 'b'], pixels: new Uint8Array(784) }],
    ['uploadFrame', { upload: 'x', bytes: new Uint8Array(1 << 20) }],
  ])('lets a right argument of %s through as it is', (name, argument) => {
    expect(guarded(name, argument)).toEqual(argument)
  })

  it.each<[keyof AppApi, unknown]>([
    ['startJob', undefined],
    ['startJob', { spec: { ...spec, name: '' } }],
    ['startJob', { spec: { ...spec, pipeline: { ...spec.pipeline, steps: [] } } }],
    ['startJob', { spec: { ...spec, pipeline: { ...spec.pipeline, seed: -1 } } }],
    [
      'startJob',
      { spec: { ...spec, pipeline: { ...spec.pipeline, steps: [{ kind: 'X', params: { C: { evil: 1 } } }] } } },
    ],
    ['startJob', { spec: { ...spec, rows: 0.5 } }],
    ['openDataset', { part: 'training', source: { kind: 'sample' } }],
    ['openDataset', { part: 'train', source: { kind: 'path', path: '/etc/passwd' } }],
    ['openDataset', { part: 'train', source: { kind: 'file' } }],
    ['samplePage', { dataset: 'x', offset: 0, count: 1e6 }],
    ['samplePage', { dataset: 'x', offset: -1, count: 1 }],
    ['samplePage', { dataset: 'x', offset: 0, count: 1, filter: { rows: [1] } }],
    ['repeatedDigits', { datasets: ['x', 'y', 'z'] }],
    ['predictDigit', { runs: ['a'], pixels: [1, 2, 3] }],
    ['uploadFrame', { upload: 'x', bytes: new Uint8Array((1 << 20) + 1) }],
    ['saveSettings', { change: { theme: 'pink' } }],
    ['saveSettings', { change: { leftHanded: undefined } }],
    ['saveSettings', { change: { keepMask: { name: 'a', kept: '012' } } }],
    ['renameRun', { run: 'x', name: '' }],
    ['listFolder', { folder: 7 }],
  ])('refuses a wrong argument of %s with a sentence', (name, argument) => {
    expect(() => guarded(name, argument)).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        message: expect.stringMatching(new RegExp(`^Invalid argument for "${name}": .+\\.$`)),
      }),
    )
  })
})
