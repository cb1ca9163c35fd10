import decode, { init } from '@jsquash/webp/decode'
import decoder from '@jsquash/webp/codec/dec/webp_dec.wasm?url&inline'

let ready: Promise<unknown> | null = null

/** libwebp in WebAssembly, carried inside the bundle: needs no window and no file beside it. */
export async function decodeWebp(
  bytes: Uint8Array,
): Promise<{ rgba: Uint8ClampedArray; height: number; width: number }> {
  ready ??= WebAssembly.compile(Buffer.from(decoder.slice(decoder.indexOf(',') + 1), 'base64')).then((module) =>
    init(module),
  )
  await ready
  const whole = new Uint8Array(bytes).buffer
  const { data, height, width } = await decode(whole)
  return { rgba: data, height, width }
}
