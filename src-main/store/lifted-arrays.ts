import { AppError } from '#learn/app-error.ts'

/** The kinds of array that are stored. All machines this runs on are little-endian, so bytes are written as they are. */
export type StoredArray =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array
export type StoredArrayType =
  | 'Uint8Array'
  | 'Int8Array'
  | 'Uint16Array'
  | 'Int16Array'
  | 'Uint32Array'
  | 'Int32Array'
  | 'Float32Array'
  | 'Float64Array'

/** Where an array stands, in bytes after the header; `length` in elements. */
export interface ArrayEntry {
  type: StoredArrayType
  length: number
  offset: number
}

export interface LiftedArray {
  type: StoredArrayType
  length: number
  bytes: Uint8Array
}

const names = new Set<string>([
  'Uint8Array',
  'Int8Array',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
] satisfies StoredArrayType[])

/** JSON has no room for these; they are written as `{"$number": "NaN"}`. */
const oddNumbers = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
])

/** Replaces every typed array by `{"$array": n}` and gives the arrays apart; the rest is JSON. */
export function splitArrays(model: unknown): { value: unknown; arrays: LiftedArray[] } {
  const places = new Map<object, number>()
  const arrays: LiftedArray[] = []

  const lift = (array: ArrayBufferView): unknown => {
    let place = places.get(array)
    if (place === undefined) {
      place = arrays.length
      places.set(array, place)
      arrays.push(liftArray(array))
    }
    return { $array: place }
  }

  const walk = (value: unknown): unknown => {
    if (typeof value === 'number') return numberAsJson(value)
    if (value === null || typeof value === 'string' || typeof value === 'boolean' || value === undefined) return value
    if (ArrayBuffer.isView(value)) return lift(value)
    if (Array.isArray(value)) return value.map((entry) => walk(entry) ?? null)
    if (typeof value === 'object' && isPlain(value)) {
      if ('$array' in value || '$number' in value) throw notPlain('an entry named $array or $number')
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, walk(entry)]))
    }
    throw notPlain(typeof value === 'object' ? `a ${value.constructor.name}` : `a ${typeof value}`)
  }
  return { value: walk(model), arrays }
}

/** The reverse of `splitArrays`. */
export function joinArrays(value: unknown, arrays: StoredArray[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((entry) => joinArrays(entry, arrays))
  const { $array, $number } = value as { $array?: unknown; $number?: unknown }
  if (typeof $number === 'string' && oddNumbers.has($number)) return oddNumbers.get($number)
  if ($array !== undefined) {
    const array = arrays[$array as number]
    if (array === undefined) throw new AppError('damaged', 'The model file refers to an array that it does not hold.')
    return array
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, joinArrays(entry, arrays)]))
}

function liftArray(array: ArrayBufferView): LiftedArray {
  const type = array.constructor.name
  if (!names.has(type)) throw notPlain(`a ${type}`)
  const view = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
  // Hashing and file writing do not take shared memory.
  const shared = typeof SharedArrayBuffer !== 'undefined' && array.buffer instanceof SharedArrayBuffer
  return {
    type: type as StoredArrayType,
    length: (array as StoredArray).length,
    bytes: shared ? new Uint8Array(view) : view,
  }
}

function numberAsJson(value: number): unknown {
  if (Object.is(value, -0)) return { $number: '-0' }
  return Number.isFinite(value) ? value : { $number: String(value) }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function notPlain(what: string): AppError {
  return new AppError('internal', `A model must be plain data, but it holds ${what}.`)
}
