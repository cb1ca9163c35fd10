import { expect, it } from 'vitest'
import { growTo } from '#simd/shared-memory.ts'
import { openEngine } from '#simd/engine.ts'

it('holds zeros in every array, also where an earlier fit over the same memory has written', () => {
  const engine = openEngine()
  const first = engine.workspace(2 ** 24)
  first.u8(100_000).fill(7)
  const second = engine.workspace(2 ** 24)
  expect(second.i32(25_000).every((value) => value === 0)).toBe(true)
  expect(second.peakBytes).toBe(100_032)
  const mark = second.mark()
  second.f64(10).fill(1)
  second.release(mark)
  expect([...second.f64(10)]).toEqual(new Array(10).fill(0))
})

it('says that the machine is out of memory where its memory cannot grow', () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true })
  growTo(memory, 100_000)
  expect(memory.buffer.byteLength).toBe(2 * 65536)
  expect(() => growTo(memory, 200_000)).toThrow(expect.objectContaining({ code: 'out-of-memory' }))
})
