import * as v from 'valibot'
import type { OwnInk } from '#learn/ink/own-digit-pixels.ts'
import { pointerKinds } from '#learn/ink/stroke.ts'
import type { OwnDigit } from '#rpc/contract/own.ts'

/** -1 stands for none. */
const isPressure = (pressure: number | undefined = -1) => pressure === -1 || (pressure >= 0 && pressure <= 1)
const isTilt = (tilt = 0) => Math.abs(tilt) <= 90

const point = v.pipe(
  v.array(v.pipe(v.number(), v.finite())),
  v.minLength(2, 'a point needs at least x and y'),
  v.maxLength(6, 'a point has at most six numbers: x, y, pressure, ms, tiltX, tiltY'),
  v.check(
    ([, , pressure]) => isPressure(pressure),
    ({ input: [, , pressure] }) =>
      `the third number of a point is its pressure and must lie between 0 and 1 (-1 where there is none), not ${pressure}`,
  ),
  v.check(
    ([, , , , tiltX, tiltY]) => isTilt(tiltX) && isTilt(tiltY),
    'the fifth and the sixth number of a point are its tilt and must lie between -90 and 90 degrees',
  ),
)

const digitBytes = 28 * 28
/** Four letters are three bytes; the last of 784 is followed by padding. */
const digitInBase64 = new RegExp(`^[A-Za-z0-9+/]{${Math.ceil((digitBytes * 4) / 3)}}(==)?$`)

/** The fields of stored ink; their digits need {@link hasInk} too. */
export const inkFields = {
  strokes: v.array(v.array(point)),
  pointers: v.exactOptional(v.array(v.picklist(pointerKinds))),
  nib: v.exactOptional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  response: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(2))),
  pixels: v.exactOptional(v.pipe(v.string(), v.regex(digitInBase64, 'the pixels must be 784 bytes in base64'))),
}

export const labelSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9))

/** What a digit without points or pixels lacks. */
export const noInk = 'a digit needs at least one stroke with points, or 28 x 28 pixels'

export function hasInk({ strokes, pixels }: { strokes: number[][][]; pixels?: unknown }): boolean {
  return strokes.some(({ length }) => length > 0) || (strokes.length === 0 && pixels !== undefined)
}

export function namesEachPointer({ strokes, pointers }: Pick<OwnInk, 'strokes' | 'pointers'>): boolean {
  return pointers === undefined || pointers.length === strokes.length
}

/** What {@link namesEachPointer} asks for. */
export const onePointerAStroke = 'pointers must name one pointer a stroke'

export const ownDigitSchema: v.GenericSchema<unknown, OwnDigit> = v.pipe(
  v.object({
    id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
    label: labelSchema,
    writer: v.exactOptional(v.string()),
    created: v.number(),
    ...inkFields,
  }),
  v.check((digit) => hasInk(digit), noInk),
  v.check((digit) => namesEachPointer(digit), onePointerAStroke),
)
