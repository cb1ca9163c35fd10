import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { SupervisedProcess } from '#app/supervised-process.ts'
import type { DataApi, DataEvents } from '#rpc/contract/data-api.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'
import { fakeHost, settled } from './fake-host.ts'

function supervised() {
  const host = fakeHost(temporaryFolder(), { data: { forgetRun: () => undefined } })
  const onRestart = vi.fn()
  const supervisor = new SupervisedProcess<DataApi, DataEvents>({ host, name: 'data', onRestart })
  onTestFinished(() => supervisor.close())
  return { host, supervisor, onRestart }
}

describe('SupervisedProcess', () => {
  it('starts a process that lived well at once, and its successor answers', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const { host, supervisor, onRestart } = supervised()
    vi.setSystemTime(Date.now() + 60_000)
    supervisor.replace()
    await settled()
    expect(onRestart).toHaveBeenCalledOnce()
    expect(host.started).toHaveLength(2)
    await supervisor.remote.forgetRun({ run: 'x' })
  })

  it('waits before it starts one again that died at birth, and says so to callers', async () => {
    const { host, supervisor } = supervised()
    host.latest('data').die()
    await settled()
    expect(host.started).toHaveLength(1)
    await expect(supervisor.remote.forgetRun({ run: 'x' })).rejects.toMatchObject({
      code: 'disconnected',
      hint: 'Try again in a moment.',
    })
    await settled(400)
    expect(host.started).toHaveLength(2)
  })

  it('starts nothing any more once it is closed', async () => {
    const { host, supervisor, onRestart } = supervised()
    supervisor.close()
    await settled(400)
    expect(host.started).toHaveLength(1)
    expect(onRestart).not.toHaveBeenCalled()
  })
})
