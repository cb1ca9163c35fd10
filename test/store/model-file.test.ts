import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeModel, encodeModel } from '#store/model-file.ts'

function fileOf(model: unknown): Uint8Array {
  const parts = encodeModel(model)
  const file = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    file.set(part, at)
    at += part.length
  }
  return file
}

const roundTrip = (model: unknown) => decodeModel(fileOf(model)) as never

describe('model.bin', () => {
  it('keeps plain data with typed arrays of every kind, however deep', () => {
    const model = {
      kind: 'Pipeline',
      steps: [
        { kind: 'StandardScaler', mean: Float64Array.of(1.5, -2, NaN), scale: null },
        { flags: [true, false, null, 'ü'] },
      ],
      arrays: {
        u8: Uint8Array.of(1, 255),
        i8: Int8Array.of(-1),
        u16: Uint16Array.of(65535),
        i16: Int16Array.of(-32768),
        u32: Uint32Array.of(4294967295),
        i32: Int32Array.of(-1),
        f32: Float32Array.of(0.5),
        none: new Float64Array(0),
      },
    }
    expect(roundTrip(model)).toEqual(model)
  })

  it('keeps any JSON value beside any array', () => {
    const plain = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('"__proto__"'))
    fc.assert(
      fc.property(plain, fc.float64Array(), fc.uint8Array(), (value, doubles, bytes) => {
        expect(roundTrip({ value, doubles, nested: [bytes] })).toEqual({ value, doubles, nested: [bytes] })
      }),
      { numRuns: 50 },
    )
  })

  it('keeps numbers that JSON has no room for', () => {
    expect(roundTrip([NaN, Infinity, -Infinity, -0, 0])).toEqual([NaN, Infinity, -Infinity, -0, 0])
  })

  it('puts every array at a multiple of 64 bytes', () => {
    const { a, b } = roundTrip({ a: Uint8Array.of(1), b: Float64Array.of(2) }) as { a: Uint8Array; b: Float64Array }
    expect([a.byteOffset % 64, b.byteOffset % 64]).toEqual([0, 0])
    expect(a.byteOffset).not.toBe(b.byteOffset)
  })

  it('stores an array that occurs twice once, and gives it back as one', () => {
    const shared = new Float64Array(10_000)
    const { a, b } = roundTrip({ a: shared, b: [shared] }) as { a: Float64Array; b: Float64Array[] }
    expect(b[0]).toBe(a)
    expect(fileOf({ a: shared, b: [shared] }).length).toBeLessThan(2 * shared.byteLength)
  })

  it('takes arrays in shared memory, and parts of larger ones', () => {
    const shared = new Float32Array(new SharedArrayBuffer(16))
    shared.set([1, 2, 3, 4])
    expect(roundTrip({ part: shared.subarray(1, 3) })).toEqual({ part: Float32Array.of(2, 3) })
  })

  it.each([
    ['a Map', { a: new Map() }, 'a Map'],
    ['a function', { a: () => 1 }, 'a function'],
    ['big integers', { a: BigInt64Array.of(1n) }, 'a BigInt64Array'],
    ['a name that the form itself uses', { $array: 1 }, '$array'],
  ])('refuses %s when it is written', (_what, model, sentence) => {
    expect(() => encodeModel(model)).toThrow(sentence)
  })

  it('refuses a file of another kind, a cut one, and one with a broken header', () => {
    const file = fileOf({ a: new Float64Array(100) })
    const broken = file.slice()
    broken[17] = 0xff
    for (const [bytes, sentence] of [
      [new Uint8Array(100), 'does not start as a model file does'],
      [file.subarray(0, 10), 'does not start as a model file does'],
      [file.subarray(0, 20), 'ends in the middle of its header'],
      [file.subarray(0, file.length - 64), 'ends before its last array'],
      [broken, 'has an unreadable header'],
    ] as const) {
      expect(() => decodeModel(bytes)).toThrow(
        expect.objectContaining({ code: 'damaged', message: expect.stringContaining(sentence) }),
      )
    }
  })

  it('refuses a file of a later version', () => {
    const file = fileOf({})
    file[8] = 2
    expect(() => decodeModel(file)).toThrow(expect.objectContaining({ code: 'too-new' }))
  })
})
