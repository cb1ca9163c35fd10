// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { flushPromises } from '@vue/test-utils'
import { effectScope, ref } from 'vue'
import { AppError } from '#learn/app-error.ts'
import type { PictureAnswer } from '#rpc/contract/own.ts'
import { usePictures } from '#renderer/places/draw/use-pictures.ts'

interface Reading {
  name: string
  signal: AbortSignal
  answer(digits: PictureAnswer[]): Promise<unknown>
  refuse(error: unknown): Promise<unknown>
}
const core = vi.hoisted(() => ({
  readings: [] as Reading[],
  asked: [] as number[],
  names: [] as string[],
  /** What each model reads of pixels that begin with this level. */
  votes: {} as Record<number, number[]>,
}))

vi.mock('#renderer/api.ts', async () => {
  const { flushPromises } = await import('@vue/test-utils')
  return {
    api: {
      beginUpload: ({ name }: { name: string }) => Promise.resolve(`upload-${core.names.push(name) - 1}`),
      uploadFrame: () => Promise.resolve(),
      endUpload: () => Promise.resolve(),
      cancelUpload: () => Promise.resolve(),
      readPicture: ({ source }: { source: { upload: string } }, { signal }: { signal: AbortSignal }) =>
        new Promise<PictureAnswer[]>((resolve, reject) => {
          const refuse = (error: unknown) => (reject(error as Error), flushPromises())
          signal.addEventListener('abort', () => void refuse(new AppError('aborted', 'Stopped.')))
          core.readings.push({
            name: core.names[Number(source.upload.slice(7))],
            signal,
            answer: (digits) => (resolve(digits), flushPromises()),
            refuse,
          })
        }),
      predictDigit: ({ runs, pixels }: { runs: string[]; pixels: Uint8Array }) => {
        core.asked.push(pixels[0])
        return Promise.resolve({ answers: runs.map((run, k) => ({ run, predicted: core.votes[pixels[0]][k] })) })
      },
    },
  }
})

beforeEach(() => {
  core.readings.length = 0
  core.asked.length = 0
  core.names.length = 0
  core.votes = { 1: [5, 3, 5], 2: [8, 8, 8], 3: [1, 1, 1] }
})

const file = (name: string) => new File(['ink'], name, { type: 'image/png' })
const found = (level: number, asIs: number | null = null): PictureAnswer => ({
  pixels: Uint8Array.of(level),
  asIs: asIs === null ? null : Uint8Array.of(asIs),
  warnings: [],
  left: 0,
  top: 0,
  width: 28,
  height: 28,
})

async function start(runs = ['a', 'b', 'c']) {
  const scope = effectScope()
  const pictures = scope.run(() => usePictures(ref(runs)))!
  const read = async (...names: string[]) => {
    void pictures.read(names.map(file))
    await flushPromises()
  }
  const seen = () => pictures.digits.value.map(({ file, label }) => [file, label])
  return { pictures, read, seen, end: () => scope.stop() }
}

describe('the queue of pictures', () => {
  it('reads one after the other, also when more come meanwhile', async () => {
    const { pictures, read, seen } = await start()
    await read('a.png', 'b.png')
    await read('c.png')
    expect([core.readings.map(({ name }) => name), pictures.waiting.value]).toEqual([['a.png'], 3])
    for (const k of [0, 1, 2]) await core.readings[k].answer([found(k + 1)])
    expect(seen()).toEqual([['a.png', 5], ['b.png', 8], ['c.png', 1]]) // prettier-ignore
    expect(pictures.busy.value).toBe(false)
  })

  it('does not let one that cannot be read keep the others back, and says why until others are chosen', async () => {
    const { pictures, read, seen } = await start()
    const reason = new AppError('invalid-file', 'broken.png is no picture.')
    await read('broken.png', 'empty.png', 'b.png')
    await core.readings[0].refuse(reason)
    await core.readings[1].answer([])
    await core.readings[2].answer([found(2)])
    expect(pictures.failures.value).toEqual([{ file: 'broken.png', error: reason }])
    expect(pictures.empty.value).toEqual(['empty.png'])
    expect(seen()).toEqual([['b.png', 8]])
    await read('c.png')
    expect([pictures.failures.value, pictures.empty.value]).toEqual([[], []])
    expect(seen()).toHaveLength(1)
  })

  it('labels a digit by the name of its file, else as most models read it, else not at all', async () => {
    const { read, seen } = await start()
    await read('7-with-bar.bmp', 'someone.png', '7-of-them.png')
    await core.readings[0].answer([found(1)])
    await core.readings[1].answer([found(1)])
    await core.readings[2].answer([found(2), found(3)])
    expect(seen().map(([, label]) => label)).toEqual([7, 5, 8, 1])
    const without = await start([])
    await without.read('someone.png')
    await core.readings[3].answer([found(1)])
    expect(without.seen()).toEqual([['someone.png', null]])
    expect(without.pictures.taken.value).toEqual([])
    expect(core.asked).toEqual([1, 1, 2, 3])
  })

  it('asks the models of a digit as it is only where the file has it so', async () => {
    const { pictures, read } = await start()
    await read('a.png')
    await core.readings[0].answer([found(1, 2), found(3)])
    expect(core.asked).toEqual([1, 2, 3])
    const [first, second] = pictures.digits.value
    expect(first.asIsAnswers.map(({ predicted }) => predicted)).toEqual([8, 8, 8])
    expect(second.asIsAnswers).toEqual([])
    expect(pictures.pictures.value.map(({ digits }) => [...digits])).toEqual([[first.key, second.key]])
  })

  it('counts to be kept what is taken and has a label, and lets go of what is safe', async () => {
    const { pictures, read } = await start()
    await read('a.png')
    await core.readings[0].answer([found(1), found(2), found(3)])
    const [first, second, third] = pictures.digits.value
    second.taken = false
    third.label = null
    expect(pictures.taken.value.map(({ key }) => key)).toEqual([first.key])
    pictures.drop(first.key)
    expect(pictures.digits.value.map(({ key }) => key)).toEqual([second.key, third.key])
    pictures.forget()
    expect(pictures.digits.value).toEqual([])
  })

  it('stops with the place, and does not take that for a failure', async () => {
    const { pictures, read, end } = await start()
    await read('a.png', 'b.png')
    end()
    await flushPromises()
    expect(core.readings[0].signal.aborted).toBe(true)
    expect(pictures.failures.value).toEqual([])
    expect(core.readings.map(({ name }) => name)).toEqual(['a.png'])
  })
})
