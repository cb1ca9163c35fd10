import { describe, expect, it } from 'vitest'
import { ownDigitPixels } from '#learn/ink/own-digit-pixels.ts'
import { createDataService } from '#processes/data/data-service.ts'
import type { ExportedFile, OwnDigit, OwnFormat } from '#rpc/contract/own.ts'
import { appendOwnDigits } from '#store/own-digit-store.ts'
import { pngFile } from './bitmaps/png-file.ts'
import { temporaryFolder } from '../../store/temporary-folder.ts'

const quiet = { signal: new AbortController().signal }
const set = 'My hand'
const drawn: OwnDigit = {
  id: 'a',
  label: 7,
  writer: 'Ada',
  created: 1,
  strokes: [
    [
      [0.2, 0.2, 0.4, 0, 20, -35],
      [0.8, 0.2, 0.6, 8, 21, -35],
      [0.4, 0.8, 0.6, 16.5, 21, -36],
    ],
  ],
  pointers: ['pen'],
  nib: 0.09,
  response: 2,
}
const pixels = Buffer.from(Uint8Array.from({ length: 784 }, (_, i) => (i % 28 === 14 && i > 84 && i < 700 ? 255 : 0)))
const pictured: OwnDigit = { id: 'b', label: 1, created: 2, strokes: [], pixels: pixels.toString('base64') }

async function service() {
  const dataFolder = temporaryFolder()
  await appendOwnDigits(dataFolder, set, [drawn, pictured])
  return createDataService({ dataFolder, emit: () => undefined })
}

type Service = Awaited<ReturnType<typeof service>>

async function readBack(data: Service, files: ExportedFile[]) {
  for (const [k, { name, bytes }] of files.entries()) {
    await data.beginUpload({ upload: String(k), name, bytes: bytes.length }, quiet)
    await data.uploadFrame({ upload: String(k), bytes }, quiet)
    await data.endUpload({ upload: String(k) }, quiet)
  }
  return data.readOwnFile({ upload: '0', ...(files.length > 1 ? { labels: '1' } : {}) }, quiet)
}

describe('own digits as files', () => {
  it.each(['csv', 'idx', 'json'] satisfies OwnFormat[])(
    'come back from %s with their labels and pixels',
    async (format) => {
      const data = await service()
      const read = await readBack(data, await data.exportOwnDigits({ set, format }, quiet))
      expect(read.map(({ label }) => label)).toEqual([7, 1])
      expect(read.map(ownDigitPixels)).toEqual([drawn, pictured].map(ownDigitPixels))
    },
  )

  it('keep their strokes, nib and writer in JSON alone', async () => {
    const data = await service()
    const [json] = await readBack(data, await data.exportOwnDigits({ set, format: 'json' }, quiet))
    const { id: _id, created: _created, ...kept } = drawn
    expect(json).toEqual(kept)
    const [csv] = await readBack(data, await data.exportOwnDigits({ set, format: 'csv' }, quiet))
    expect(csv.strokes).toEqual([])
  })

  it('are not taken from a table or from IDX pictures without labels', async () => {
    const data = await service()
    const [pictures] = await data.exportOwnDigits({ set, format: 'idx' }, quiet)
    await expect(readBack(data, [pictures])).rejects.toThrow(/is an IDX file/)
    const rows = [pixels, pixels].map((row) => row.join(',')).join('\n')
    const table = { name: 'bare.csv', bytes: new TextEncoder().encode(`${rows}\n`) }
    await expect(readBack(data, [table])).rejects.toThrow(/bare.csv has no digit with a label/)
  })

  it('are refused where one has no ink or where there are too many, with nothing left out in silence', async () => {
    const data = await service()
    const file = (name: string, digits: object[]) => [{ name, bytes: new TextEncoder().encode(JSON.stringify(digits)) }]
    const { label, strokes } = drawn
    const empty = file('pens.json', [
      { label, strokes },
      { label, strokes: [[]] },
    ])
    await expect(readBack(data, empty)).rejects.toThrow(/pens\.json cannot be imported: digit 2 is empty/)
    const many = file(
      'many.json',
      Array.from({ length: 20_001 }, () => ({ label, strokes: [[[0, 0]]] })),
    )
    await expect(readBack(data, many)).rejects.toThrow(/many\.json holds 20001 digits; at most 20000/)
  })

  it('are not taken from a picture, which has no labels', async () => {
    const data = await service()
    const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0)
    await expect(readBack(data, [{ name: 'one.png', bytes }])).rejects.toThrow(/one.png is a picture/)
  })
})

it('reading a picture ends when the call is taken back', async () => {
  const data = await service()
  const bytes = pngFile({ width: 2, depth: 8, kind: 0, rows: [[0, 255]] })
  await data.beginUpload({ upload: '0', name: 'a.png', bytes: bytes.length }, quiet)
  await data.uploadFrame({ upload: '0', bytes }, quiet)
  await data.endUpload({ upload: '0' }, quiet)
  await expect(data.readPicture({ upload: '0' }, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/)
})
