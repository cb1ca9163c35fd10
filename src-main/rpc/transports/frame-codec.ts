import { ExtensionCodec, decode, encode } from '@msgpack/msgpack'

/** Position = extension type on the wire. Bytes are little-endian, as on every machine Electron and Chromium run on. */
const arrayTypes = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
] as const

const extensionCodec = new ExtensionCodec()
arrayTypes.forEach((ArrayType, type) => {
  extensionCodec.register({
    type,
    encode: (value) =>
      value instanceof ArrayType ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null,
    // The copy puts the bytes at the start of a buffer of their own: inside the frame they lie unaligned.
    decode: (bytes) => new ArrayType(bytes.slice().buffer),
  })
})
extensionCodec.register({ type: arrayTypes.length, encode: refuseOpaque, decode: refuseOpaque })

/** A Map or a class instance would silently arrive as an empty object. */
function refuseOpaque(value: unknown): null {
  if (Array.isArray(value)) return null
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null || prototype === Object.prototype) return null
  throw new TypeError(`${Object.prototype.toString.call(value)} cannot be sent`)
}

/** MessagePack with typed arrays that keep their type; properties that are `undefined` are left out. */
export function encodeFrame(value: unknown): Uint8Array<ArrayBuffer> {
  return encode(value, { extensionCodec, ignoreUndefined: true })
}

/** Throws when the bytes are no frame. */
export function decodeFrame(bytes: ArrayBuffer): unknown {
  return decode(bytes, { extensionCodec })
}
