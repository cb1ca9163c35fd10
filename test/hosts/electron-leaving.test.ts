import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { askBeforeLeaving } from '#hosts/electron-leaving.ts'

const goOn = 0
const stop = 1

/** One window over a core in hand; `closed` is how often it really closed. */
function windowInHand(answers: number[]) {
  const core = new EventEmitter()
  const seen = { closed: 0, quits: 0, questions: [] as string[] }
  const window = Object.assign(new EventEmitter(), { close })
  const app = Object.assign(new EventEmitter(), { quit })
  function close() {
    let prevented = false
    window.emit('close', { preventDefault: () => (prevented = true) })
    if (!prevented) seen.closed++
  }
  function quit() {
    seen.quits++
    app.emit('before-quit')
    close()
  }
  const dialog = {
    showMessageBox: (_window: unknown, { message }: { message: string }) => {
      seen.questions.push(message)
      return Promise.resolve({ response: answers.shift() ?? goOn, checkboxChecked: false })
    },
  }
  askBeforeLeaving(core as never, { app, dialog } as never)(window as never)
  return { seen, close, quit, job: (id: string, state: string) => core.emit('jobChanged', { id, state }) }
}

const turn = () => new Promise((done) => setTimeout(done))

test('A window without jobs closes without a question', () => {
  const { seen, close, job } = windowInHand([])
  job('a', 'running')
  job('a', 'done')
  close()
  expect(seen).toMatchObject({ closed: 1, questions: [] })
})

test('While a job runs the window stays until the person says that it may go', async () => {
  const { seen, close, job } = windowInHand([goOn, stop])
  job('a', 'running')
  close()
  close()
  await turn()
  expect(seen).toMatchObject({ closed: 0, questions: ['A model is being trained.'] })
  job('b', 'queued')
  close()
  await turn()
  expect(seen).toMatchObject({ closed: 1, quits: 0 })
  expect(seen.questions[1]).toBe('2 models are being trained or wait.')
})

test('Quitting asks once and then quits the application, not only the window', async () => {
  const { seen, quit, job } = windowInHand([stop])
  job('a', 'running')
  quit()
  await turn()
  expect(seen).toMatchObject({ closed: 1, quits: 2 })
  expect(seen.questions).toHaveLength(1)
})

test('A quit that was refused does not turn the next closing into a quit', async () => {
  const { seen, quit, close, job } = windowInHand([goOn, stop])
  job('a', 'running')
  quit()
  await turn()
  close()
  await turn()
  expect(seen).toMatchObject({ closed: 1, quits: 1 })
})
