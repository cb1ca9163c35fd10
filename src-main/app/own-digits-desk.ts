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
  /** What was set aside, by set, for the page to say. */
  const problems = new Map<string, string>()
  let last: Promise<unknown> = Promise.resolve()

  /** Two windows may write at once; the file takes them in turn. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }

  /** Disks that take "Anna" and "anna" for one name must not get two lists for one file: the name that is there already holds. */
  async function nameOf(given: string): Promise<string> {
    const set = given.normalize('NFC')
    checkSetName(set)
    const names = [...sets.keys(), ...(await ownSetNames(dataFolder))]
    const same = (name: string) => name.normalize('NFC').toLowerCase() === set.toLowerCase()
    return names.find((name) => name === set) ?? names.find(same) ?? set
  }

  async function digitsOf(set: string): Promise<OwnDigit[]> {
    const known = sets.get(set)
    if (known !== undefined) return known
    const { digits, problem } = await mendOwnDigits(dataFolder, set)
    if (problem !== null) problems.set(set, problem)
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
        const problem = problems.get(name)
        return {
          name,
          classCounts,
          count: digits.length,
          newest: digits.length === 0 ? null : newest,
          ...(problem === undefined ? {} : { problem }),
        }
      }),
    )
  }

  /** Writes, then takes the digits as those of the set. What could not be written is read again from the disk. */
  async function change(set: string, digits: OwnDigit[], write: () => Promise<void>): Promise<void> {
    try {
      await write()
    } catch (error) {
      sets.delete(set)
      throw error
    }
    sets.set(set, digits)
    // The digit is safe, and the call is answered, whatever becomes of the news.
    void inTurn(async () => changed(await list())).catch((error: unknown) => console.error(error))
  }

  const become = (set: string, digits: OwnDigit[]) => change(set, digits, () => writeOwnDigits(dataFolder, set, digits))

  async function add(set: string, added: OwnDigit[]): Promise<void> {
    const digits = await digitsOf(set)
    await change(set, [...digits, ...added], () => appendOwnDigits(dataFolder, set, added))
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

  /** One change or look at a set in its turn, under the set's own name. */
  const atSet = <T>(given: string, work: (set: string) => Promise<T>): Promise<T> =>
    inTurn(async () => work(await nameOf(given)))

  return {
    ownSets: () => inTurn(list),
    ownDigits: ({ set }) => atSet(set, digitsOf),
    keepOwnDigit: ({ set: given, id = randomUUID(), pixels, ...digit }) =>
      atSet(given, async (set) => {
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
    relabelOwnDigit: ({ set: given, id, label }) =>
      atSet(given, async (set) => {
        const { digits, at } = await find(set, id)
        const digit = { ...digits[at], label }
        await become(set, digits.with(at, digit))
        return digit
      }),
    deleteOwnDigit: ({ set: given, id }) =>
      atSet(given, async (set) => {
        const { digits, at } = await find(set, id)
        await become(set, digits.toSpliced(at, 1))
        return digits[at]
      }),
    restoreOwnDigit: ({ set: given, digit }) =>
      atSet(given, async (set) => {
        const digits = await digitsOf(set)
        if (digits.some(({ id }) => id === digit.id)) return
        const at = digits.findIndex(({ created }) => created > digit.created)
        await become(set, digits.toSpliced(at < 0 ? digits.length : at, 0, digit))
      }),
    async importOwnDigits({ set: given, source }, options) {
      await nameOf(given)
      const read = await data.readOwnFile(place(source), options)
      const created = Date.now()
      const digits = read.map((digit, k) => ({ ...digit, id: randomUUID(), created: created + k }))
      await atSet(given, (set) => add(set, digits))
      return { added: read.length }
    },
    exportOwnDigits: async ({ set, format }, options) =>
      data.exportOwnDigits({ set: await nameOf(set), format }, options),
    ownAccuracy: async ({ set, runs }, options) => data.ownAccuracy({ set: await nameOf(set), runs }, options),
    readPicture: ({ source, ...whole }, options) => data.readPicture({ ...place(source), ...whole }, options),
  }
}
