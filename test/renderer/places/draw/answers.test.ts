import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { flushPromises } from '@vue/test-utils'
import { type EffectScope, effectScope, nextTick, ref, shallowRef } from 'vue'
import type { DigitAnswer, DigitAnswers, RunSummary } from '#rpc/contract/run.ts'
import { AppError } from '#learn/app-error.ts'
import { answerBars } from '#renderer/places/draw/answer-bars.ts'
import { votesInWords } from '#renderer/places/draw/votes-in-words.ts'
import { useInkAnswers } from '#renderer/places/draw/use-ink-answers.ts'

interface Question {
  pixels: Uint8Array
  resolve(answers: DigitAnswer[]): void
  reject(error: unknown): void
}
const questions = vi.hoisted(() => [] as Question[])

vi.mock('#renderer/api.ts', () => ({
  api: {
    predictDigit: ({ pixels }: { pixels: Uint8Array }, { signal }: { signal: AbortSignal }) =>
      new Promise<DigitAnswers>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new AppError('aborted', 'Stopped.')))
        questions.push({ pixels, resolve: (answers) => resolve({ answers, failures: [] }), reject })
      }),
  },
}))

const classes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const answer = (predicted: number, change: Partial<DigitAnswer> = {}): DigitAnswer => ({
  run: 'a',
  classes,
  predicted,
  scores: Float64Array.from(classes, (k) => (k === predicted ? 1.5 : -3)),
  probabilities: null,
  milliseconds: 1,
  ...change,
})

beforeEach(() => {
  questions.length = 0
})
afterEach(() => void vi.useRealTimers())

/** Without a timer, which may be a made-up one. */
async function flushed() {
  for (let k = 0; k < 10; k++) await nextTick()
}

describe('live answers', () => {
  let scope: EffectScope
  beforeEach(() => void (scope = effectScope()))
  afterEach(() => scope.stop())

  function start() {
    const pixels = shallowRef<Uint8Array | null>(null)
    const finished = shallowRef(0)
    const live = scope.run(() => useInkAnswers(pixels, ref(['a']), finished))!
    const draw = async (level: number | null) => {
      pixels.value = level === null ? null : Uint8Array.of(level)
      await nextTick()
    }
    const lift = async (level: number) => {
      finished.value++
      await draw(level)
      await flushed()
    }
    return { ...live, draw, lift }
  }

  it('ask one question at a time and then only the newest, ten times a second', async () => {
    vi.useFakeTimers()
    const { draw, answers } = start()
    for (const level of [1, 2, 3, 4]) await draw(level)
    expect(questions.map(({ pixels }) => pixels[0])).toEqual([1])
    vi.advanceTimersByTime(20)
    questions[0].resolve([answer(7)])
    await flushed()
    expect(answers.value.get('a')?.predicted).toBe(7)
    vi.advanceTimersByTime(79)
    expect(questions.map(({ pixels }) => pixels[0])).toEqual([1])
    vi.advanceTimersByTime(1)
    expect(questions.map(({ pixels }) => pixels[0])).toEqual([1, 4])
    questions[1].resolve([answer(9)])
    await flushed()
    expect(answers.value.get('a')?.predicted).toBe(9)
    expect(questions).toHaveLength(2)
  })

  it('ask about the first ink of a new digit at once', async () => {
    const { draw } = start()
    await draw(1)
    questions[0].resolve([answer(7)])
    await flushPromises()
    await draw(null)
    await draw(2)
    expect(questions.map(({ pixels }) => pixels[0])).toEqual([1, 2])
  })

  it('ask about a finished stroke at once, and take back the question about the unfinished one', async () => {
    const { draw, lift, answers, error } = start()
    await draw(1)
    await draw(2)
    await lift(3)
    expect(questions.map(({ pixels }) => pixels[0])).toEqual([1, 3])
    questions[1].resolve([answer(9)])
    await flushPromises()
    expect(answers.value.get('a')?.predicted).toBe(9)
    expect(error.value).toBeNull()
  })

  it('rest as long as an answer took on a slow machine, but not when a stroke is finished', async () => {
    vi.useFakeTimers()
    const { draw, lift } = start()
    await draw(1)
    vi.advanceTimersByTime(160)
    questions[0].resolve([answer(7)])
    await flushed()
    await draw(2)
    vi.advanceTimersByTime(159)
    expect(questions.map(({ pixels }) => pixels[0])).toEqual([1])
    vi.advanceTimersByTime(1)
    expect(questions.map(({ pixels }) => pixels[0])).toEqual([1, 2])
    vi.advanceTimersByTime(60)
    questions[1].resolve([answer(7)])
    await flushed()
    await draw(3)
    await lift(4)
    expect(questions.map(({ pixels }) => pixels[0])).toEqual([1, 2, 4])
  })

  it('wait for the answer that is on its way when the last of a stroke changed nothing', async () => {
    const { draw, lift } = start()
    await draw(1)
    await lift(1)
    expect(questions.map(({ pixels }) => pixels[0])).toEqual([1])
  })

  it('say nothing about an empty pad, also when an answer comes late', async () => {
    const { draw, answers } = start()
    expect(questions).toHaveLength(0)
    await draw(1)
    await draw(null)
    questions[0].resolve([answer(7)])
    await flushPromises()
    expect(answers.value.size).toBe(0)
    expect(questions).toHaveLength(1)
  })

  it('never show the answer to an older digit on new ink', async () => {
    const { draw, answers } = start()
    await draw(1)
    await draw(null)
    await draw(2)
    questions[0].resolve([answer(7)])
    await flushPromises()
    expect(answers.value.size).toBe(0)
    expect(questions.map(({ pixels }) => pixels[0])).toEqual([1, 2])
    questions[1].resolve([answer(3)])
    await flushPromises()
    expect(answers.value.get('a')?.predicted).toBe(3)
  })

  it('name the models that were asked and gave none', async () => {
    const { draw, silent } = start()
    await draw(1)
    expect(silent.value.size).toBe(0)
    questions[0].resolve([])
    await flushPromises()
    expect([...silent.value.keys()]).toEqual(['a'])
    await draw(null)
    expect(silent.value.size).toBe(0)
  })

  it('tell an error and go on with the next digit', async () => {
    const { draw, answers, error } = start()
    await draw(1)
    questions[0].reject(new Error('gone'))
    await flushPromises()
    expect(error.value).toBeInstanceOf(Error)
    await draw(2)
    await vi.waitFor(() => expect(questions).toHaveLength(2))
    questions[1].resolve([answer(3)])
    await flushPromises()
    expect(error.value).toBeNull()
    expect(answers.value.get('a')?.predicted).toBe(3)
  })
})

describe('the votes of the models', () => {
  it('are said in a sentence', () => {
    expect(votesInWords([7])).toBe('')
    expect(votesInWords([7, 7])).toBe('Both models read 7.')
    expect(votesInWords([7, 7, 7])).toBe('All 3 models read 7.')
    expect(votesInWords([1, 7, 7, 7, 1, 9])).toBe('3 of 6 models read 7, 2 read 1, 1 reads 9.')
  })
})

describe('the bars of an answer', () => {
  const run = { spec: { pipeline: { steps: [], seed: 1 } } } as unknown as RunSummary
  const zeroRun = { spec: { pipeline: { steps: [], seed: 1, positive: [0] } } } as unknown as RunSummary

  it('are probabilities on a scale to 1 where a model has them', () => {
    const probabilities = Float64Array.from(classes, (k) => (k === 4 ? 0.73 : 0.03))
    const { kind, winner, value, bars } = answerBars(answer(4, { probabilities }), run)
    expect([kind, winner, value]).toEqual(['probability', '4', 0.73])
    expect(bars[4]).toEqual({ label: '4', value: 0.73, share: 0.73, wins: true })
  })

  it('are margins on one scale for both sides of zero where it has none', () => {
    const { kind, bars } = answerBars(answer(4), run)
    expect(kind).toBe('margin')
    expect([bars[4].share, bars[0].share, bars[0].value]).toEqual([0.5, 1, -3])
  })

  it('name the two sides of a two-class model that gives one value', () => {
    const two = answer(1, { classes: [0, 1], scores: Float64Array.of(0.8) })
    const { winner, bars } = answerBars(two, zeroRun)
    expect(winner).toBe('0')
    expect(bars.map(({ label, value }) => [label, value])).toEqual([
      ['rest', -0.8],
      ['0', 0.8],
    ])
  })
})
