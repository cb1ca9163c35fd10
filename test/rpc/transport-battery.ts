import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppError } from '#learn/app-error.ts'
import type { Remote } from '#rpc/contract/remote.ts'
import { createPeer } from '#rpc/peer.ts'
import type { Peer } from '#rpc/peer.ts'
import type { Transport } from '#rpc/transport.ts'
import type { TestApi, TestEvents, TestOrders } from './test-boundary.ts'

export interface FarEnd {
  transport: Transport
  /** Makes the other side die, as unkindly as this transport allows. */
  kill(): void
  /** What people should be told about it. */
  reason: RegExp
  /** Gives back what is left after the test. */
  release?(): unknown
}

const typedArrays = [
  Int8Array.of(-1, 2),
  Uint8Array.of(1, 255),
  Uint8ClampedArray.of(3, 255),
  Int16Array.of(-300, 300),
  Uint16Array.of(65_535),
  Int32Array.of(-70_000),
  Uint32Array.of(4_000_000_000),
  Float32Array.of(0.5, -0, Infinity),
  Float64Array.of(0.1, NaN),
  BigInt64Array.of(-5n),
  BigUint64Array.of(2n ** 63n),
]

/** The promises of `Transport` and of the peer over it, for every way there is. `open` starts a far end that serves the TestApi. */
export function testTransport(name: string, open: () => Promise<FarEnd>): void {
  describe(`the transport over ${name}`, () => {
    let far: FarEnd
    let peer: Peer<TestOrders, TestEvents>
    let remote: Remote<TestApi>

    beforeEach(async () => {
      far = await open()
      peer = createPeer<TestOrders, TestEvents>(far.transport)
      remote = peer.remote<TestApi>()
    })
    afterEach(async () => {
      peer.close()
      await far.release?.()
    })

    it('answers a call', async () => {
      expect(await remote.add({ a: 2, b: 3 })).toBe(5)
    })

    it('answers a call without argument and without result', async () => {
      expect(await remote.nothing()).toBeUndefined()
    })

    it.each(typedArrays.map((array) => [array.constructor.name, array] as const))('keeps a %s', async (type, array) => {
      expect(await remote.describe({ value: { deep: [array] } })).toBe(`{deep:[${type}(${array.join()})]}`)
      const back = await remote.echo({ value: array })
      expect(back).toStrictEqual(array)
    })

    it('keeps typed arrays that are empty, or a part of a larger buffer', async () => {
      const part = new Float64Array(Float64Array.of(1, 2, 3, 4).buffer, 8, 2)
      const back = (await remote.echo({ value: [new Float32Array(), part, 'x', part] })) as Float64Array[]
      expect(back).toStrictEqual([new Float32Array(), Float64Array.of(2, 3), 'x', Float64Array.of(2, 3)])
      expect(back[1].byteOffset % 8).toBe(0)
    })

    it('keeps null, NaN, infinities, large numbers, text and nesting', async () => {
      const value = {
        none: null,
        numbers: [NaN, Infinity, -Infinity, 2 ** 53 - 1, 0.1, 1e300],
        text: 'ź 数 🖊',
        deep: [[{}]],
      }
      expect(await remote.echo({ value })).toStrictEqual(value)
    })

    it('treats a property that is undefined like one that is missing', async () => {
      const back = await remote.echo({ value: { there: 1, missing: undefined } })
      expect(back).toEqual({ there: 1 })
      expect(await remote.echo({ value: undefined })).toBeUndefined()
    })

    it('carries 8 MB both ways', async () => {
      const million = Float64Array.from({ length: 1_000_000 }, (_, index) => index / 7)
      const back = (await remote.echo({ value: million })) as Float64Array
      expect(back).toHaveLength(1_000_000)
      expect(back[999_999]).toBe(999_999 / 7)
    })

    it('sends copies: a later change stays at home', async () => {
      const value = Uint8Array.of(1, 2, 3)
      const answer = remote.echo({ value })
      value.fill(9)
      expect(await answer).toStrictEqual(Uint8Array.of(1, 2, 3))
    })

    it('brings the code and hint of an AppError', async () => {
      await expect(remote.fail({ how: 'app-error' })).rejects.toMatchObject({
        code: 'one-class-only',
        message: 'All digits are zeros.',
        hint: 'Add some ones.',
      })
    })

    it.each([
      ['plain-error', 'Out of range.'],
      ['string', 'just text'],
      ['undefined', 'undefined'],
    ] as const)('turns a thrown %s into an internal error', async (how, text) => {
      const error = await remote.fail({ how }).catch((caught: AppError) => caught)
      expect(error).toMatchObject({ code: 'internal' })
      expect((error as AppError).message).toContain(text)
    })

    it.each(['nowhere', 'toString', 'constructor', '__proto__', 'hasOwnProperty'])(
      'does not know "%s"',
      async (name) => {
        await expect(peer.call(name, undefined)).rejects.toMatchObject({ code: 'unknown-call' })
      },
    )

    it('rejects a call whose argument or result cannot be copied, and goes on', async () => {
      await expect(remote.echo({ value: () => 1 })).rejects.toMatchObject({ code: 'invalid-argument' })
      await expect(remote.uncopyable()).rejects.toMatchObject({ code: 'internal' })
      expect(await remote.add({ a: 1, b: 1 })).toBe(2)
    })

    it('answers many calls at once, each with its own answer', async () => {
      const calls = Array.from({ length: 200 }, (_, index) => remote.add({ a: index, b: 1 }))
      expect(await Promise.all(calls)).toEqual(calls.map((_, index) => index + 1))
    })

    it('cancels a call at both ends and drops the late answer', async () => {
      const controller = new AbortController()
      const call = remote.wait(undefined, { signal: controller.signal })
      setTimeout(() => controller.abort(), 20)
      await expect(call).rejects.toMatchObject({ code: 'aborted' })
      expect(await remote.cancelled()).toBe(1)
      expect(await remote.add({ a: 1, b: 1 })).toBe(2)
    })

    it('delivers events in order, and before the answer they were sent before', async () => {
      const ticks: TestEvents['tick'][] = []
      const end = peer.on('tick', (tick) => ticks.push(tick))
      await remote.emitTo({ count: 50 })
      expect(ticks.map((tick) => tick.index)).toEqual(Array.from({ length: 50 }, (_, index) => index))
      expect(ticks[49].values).toStrictEqual(Float64Array.of(49, 0.5))
      end()
      await remote.emitTo({ count: 1 })
      expect(ticks).toHaveLength(50)
    })

    it('delivers events the other way', async () => {
      peer.emit('order', { text: 'first' })
      peer.emit('order', { text: 'second' })
      expect(await remote.heard()).toEqual([{ text: 'first' }, { text: 'second' }])
    })

    it('rejects every open call when the other side dies, and later ones at once', async () => {
      await remote.nothing()
      const calls = [remote.wait(), remote.wait(), remote.wait()]
      const outcomes = Promise.allSettled(calls)
      const reason = new Promise<string>((told) => peer.onClose(told))
      far.kill()
      for (const outcome of await outcomes) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'disconnected' } })
      }
      expect(await reason).toMatch(far.reason)
      await expect(remote.add({ a: 1, b: 1 })).rejects.toMatchObject({ code: 'disconnected' })
      expect(await new Promise((told) => peer.onClose(told))).toMatch(far.reason)
    })

    it('rejects open calls when it is closed here', async () => {
      const call = remote.wait()
      setTimeout(() => peer.close(), 10)
      await expect(call).rejects.toMatchObject({ code: 'disconnected' })
      peer.emit('order', { text: 'into the void' })
    })
  })
}
