import { randomUUID } from 'node:crypto'
import { AppError } from '#learn/app-error.ts'
import type { DataApi } from '#rpc/contract/data-api.ts'
import type { OwnApi, OwnDigit, OwnSet, PictureSource } from '#rpc/contract/own.ts'
import type { Handlers, Remote } from '#rpc/contract/remote.ts'
import { appendOwnDigits, checkSetName, mendOwnDigits, ownSetNames, writeOwnDigits } from '#store/own-digit-store.ts'
import type { FileTable } from './file-table.ts'

export interface OwnDigitsDeskOptions {
  dataFolder: string
  data: Remote<DataApi>
  files: FileTable
  changed(sets: OwnSet[]): void
}

/** A person's own digits: kept in memory once read, on the disk before a call is answered, one change at a time. */
export function createOwnDigitsDesk({ dataFolder, data, files, changed }: OwnDigitsDeskOptions): Handlers<OwnApi> {
  const sets = new Map<string, OwnDigit[]>()
  let last: Promise<unknown> = Promise.resolve()

  /** Two windows may write at once; the file takes them in turn. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }

  async function digitsOf(set: string): Promise<OwnDigit[]> {
    checkSetName(set)
    const known = sets.get(set)
    if (known !== undefined) return known
    const { digits, problem } = await mendOwnDigits(dataFolder, set)
    if (problem !== null) console.error(problem)
    sets.set(set, digits)
    return digits
  }

  async function list(): Promise<OwnSet[]> {
    const names = new Set([...(await ownSetNames(dataFolder)), ...sets.keys()])
    return Promise.all(
      [...names].sort().map(async (name) => {
        const digits = await digitsOf(name)
        const classCounts = Array.from({ length: 10 }, () => 0)
        for (const { label } of digits) classCounts[label]++
        const newest = digits.reduce((newer, { created }) => Math.max(newer, created), 0)
        return { name, classCounts, count: digits.length, newest: digits.length === 0 ? null : newest }
      }),
    )
  }

  async function become(set: string, digits: OwnDigit[]): Promise<void> {
    await writeOwnDigits(dataFolder, set, digits)
    sets.set(set, digits)
    changed(await list())
  }

  async function add(set: string, added: OwnDigit[]): Promise<void> {
    const digits = await digitsOf(set)
    await appendOwnDigits(dataFolder, set, added)
    sets.set(set, [...digits, ...added])
    changed(await list())
  }

  async function find(set: string, id: string): Promise<{ digits: OwnDigit[]; at: number }> {
    const digits = await digitsOf(set)
    const at = digits.findIndex((digit) => digit.id === id)
    if (at < 0) throw new AppError('not-found', `This digit is no longer in "${set}".`)
    return { digits, at }
  }

  const place = (source: PictureSource) =>
    source.kind === 'file'
      ? { path: files.pathOf(source.file) }
      : { upload: source.upload, ...(source.labels === undefined ? {} : { labels: source.labels }) }

  return {
    ownSets: () => inTurn(list),
    ownDigits: ({ set }) => inTurn(() => digitsOf(set)),
    keepOwnDigit: ({ set, id = randomUUID(), pixels, ...digit }) =>
      inTurn(async () => {
        const known = (await digitsOf(set)).find((each) => each.id === id)
        if (known !== undefined) return known
        const kept: OwnDigit = {
          ...digit,
          id,
          created: Date.now(),
          ...(pixels === undefined ? {} : { pixels: Buffer.from(pixels).toString('base64') }),
        }
        await add(set, [kept])
        return kept
      }),
    relabelOwnDigit: ({ set, id, label }) =>
      inTurn(async () => {
        const { digits, at } = await find(set, id)
        const digit = { ...digits[at], label }
        await become(set, digits.with(at, digit))
        return digit
      }),
    deleteOwnDigit: ({ set, id }) =>
      inTurn(async () => {
        const { digits, at } = await find(set, id)
        await become(set, digits.toSpliced(at, 1))
        return digits[at]
      }),
    restoreOwnDigit: ({ set, digit }) =>
      inTurn(async () => {
        const digits = await digitsOf(set)
        if (digits.some(({ id }) => id === digit.id)) return
        const at = digits.findIndex(({ created }) => created > digit.created)
        await become(set, digits.toSpliced(at < 0 ? digits.length : at, 0, digit))
      }),
    async importOwnDigits({ set, source }, options) {
      checkSetName(set)
      const read = await data.readOwnFile(place(source), options)
      const created = Date.now()
      await inTurn(() =>
        add(
          set,
          read.map((digit, k) => ({ ...digit, id: randomUUID(), created: created + k })),
        ),
      )
      return { added: read.length }
    },
    exportOwnDigits: (argument, options) => data.exportOwnDigits(argument, options),
    ownAccuracy: (argument, options) => data.ownAccuracy(argument, options),
    readPicture: ({ source }, options) => data.readPicture(place(source), options),
  }
}
