import { flushPromises } from '@vue/test-utils'
import { effectScope, ref } from 'vue'
import { describe, expect, it } from 'vitest'
import { AppError } from '#learn/app-error.ts'
import { useLatest } from '#renderer/composables/use-latest.ts'

/** Questions that are answered by hand, in any order. */
function asking(keep = false) {
  const question = ref<string | null>('a')
  const open = new Map<string, { resolve(answer: string): void; reject(error: unknown): void; signal: AbortSignal }>()
  const scope = effectScope()
  const latest = scope.run(() =>
    useLatest(
      question,
      (asked, signal) => new Promise<string>((resolve, reject) => open.set(asked, { resolve, reject, signal })),
      { keep },
    ),
  )
  if (!latest) throw new Error('The scope has ended.')
  return { question, open, scope, ...latest }
}

describe('the latest answer', () => {
  it('never is that to an earlier question, whose call is aborted', async () => {
    const { question, open, answer, loading } = asking()
    question.value = 'b'
    await flushPromises()
    expect(open.get('a')?.signal.aborted).toBe(true)
    open.get('b')?.resolve('B')
    open.get('a')?.resolve('A')
    await flushPromises()
    expect([answer.value, loading.value]).toEqual(['B', false])
  })

  it('is none while the next is on its way, unless the former is kept', async () => {
    for (const keep of [false, true]) {
      const { question, open, answer, loading } = asking(keep)
      open.get('a')?.resolve('A')
      await flushPromises()
      question.value = 'b'
      await flushPromises()
      expect([answer.value, loading.value]).toEqual([keep ? 'A' : null, true])
      question.value = null
      await flushPromises()
      expect([answer.value, loading.value]).toEqual([null, false])
    }
  })

  it('gives way to an error, which can be tried again; being aborted is none', async () => {
    const { question, open, answer, error, loading, reload } = asking(true)
    open.get('a')?.resolve('A')
    await flushPromises()
    question.value = 'b'
    await flushPromises()
    open.get('b')?.reject(new AppError('damaged', 'The file is broken.'))
    await flushPromises()
    expect([answer.value, error.value, loading.value]).toMatchObject([null, { code: 'damaged' }, false])
    void reload()
    expect([error.value, loading.value]).toEqual([null, true])
    open.get('b')?.resolve('B')
    await flushPromises()
    expect(answer.value).toBe('B')
    void reload()
    open.get('b')?.reject(new AppError('aborted', 'Stopped.'))
    await flushPromises()
    expect(error.value).toBeNull()
  })

  it('is not waited for any more when the scope ends', () => {
    const { open, scope } = asking()
    scope.stop()
    expect(open.get('a')?.signal.aborted).toBe(true)
  })
})
