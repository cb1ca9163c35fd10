/**
 * Structured clone as text, for what passes between page and main. Also handed to the page as source text, so it may use
 * nothing from outside itself. Refuses what Electron refuses: functions, symbols, shared buffers.
 */
export function createCodec() {
  type Tagged = [tag: string, ...rest: unknown[]]

  const fail = (value: unknown): never => {
    throw new Error(`An object could not be cloned: ${Object.prototype.toString.call(value)}`)
  }

  const toText = (bytes: Uint8Array): string => {
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    return btoa(text)
  }
  const toBytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))

  const pack = (value: unknown): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (value === undefined) return ['undefined']
    if (typeof value === 'number')
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ['number', Object.is(value, -0) ? '-0' : String(value)]
    if (typeof value === 'bigint') return ['bigint', String(value)]
    if (typeof value !== 'object') return fail(value)
    if (Array.isArray(value)) return ['array', value.map(pack)]
    if (value instanceof Date) return ['date', value.getTime()]
    if (value instanceof Map) return ['map', [...value].map(([key, entry]) => [pack(key), pack(entry)])]
    if (value instanceof Set) return ['set', [...value].map(pack)]
    // Only the text of an error is kept.
    if (value instanceof Error) return ['error', value.name, value.message]
    if (value instanceof ArrayBuffer) return ['buffer', toText(new Uint8Array(value))]
    if (ArrayBuffer.isView(value)) {
      if (!(value.buffer instanceof ArrayBuffer)) return fail(value.buffer)
      return ['view', value.constructor.name, toText(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))]
    }
    if (Object.prototype.toString.call(value) !== '[object Object]') return fail(value)
    return ['object', Object.entries(value).map(([key, entry]) => [key, pack(entry)])]
  }

  const views: Record<string, new (buffer: ArrayBuffer) => unknown> = {
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
    DataView,
    Buffer: Uint8Array,
  }

  const unpack = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value
    const [tag, first, second] = value as Tagged
    switch (tag) {
      case 'number':
        return Number(first)
      case 'bigint':
        return BigInt(first as string)
      case 'array':
        return (first as unknown[]).map(unpack)
      case 'date':
        return new Date(first as number)
      case 'map':
        return new Map((first as unknown[][]).map(([key, entry]) => [unpack(key), unpack(entry)]))
      case 'set':
        return new Set((first as unknown[]).map(unpack))
      case 'error':
        return Object.assign(new Error(second as string), { name: first })
      case 'buffer':
        return toBytes(first as string).buffer
      case 'view':
        return new views[first as string](toBytes(second as string).buffer as ArrayBuffer)
      case 'object':
        return Object.fromEntries((first as [string, unknown][]).map(([key, entry]) => [key, unpack(entry)]))
      default:
        return undefined
    }
  }

  return {
    encode: (value: unknown): string => JSON.stringify(pack(value)),
    decode: (text: string): unknown => unpack(JSON.parse(text)),
  }
}
