import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createNodeHost } from '#hosts/node-host.ts'
import { createPeer } from '#rpc/peer.ts'

interface ProbeApi {
  probe(): { home: string | undefined; pid: number }
  sleep(): void
}

const source = resolve('src-main/rpc')
const probe = `
import { createPeer } from ${JSON.stringify(join(source, 'peer.ts'))}
import { parentTransport } from ${JSON.stringify(join(source, 'transports/message-port.ts'))}
const peer = createPeer(parentTransport(process))
peer.serve({
  probe: () => ({ home: process.env.DIGIT_WORKBENCH_HOME, pid: process.pid }),
  sleep: () => new Promise(() => setInterval(() => {}, 1000)),
})
peer.onClose(() => process.exit())
`

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'node-host-'))
  await writeFile(join(folder, 'data-process.js'), probe)
})
afterEach(() => rm(folder, { recursive: true }))

const start = () => {
  const started = createNodeHost({ dataFolder: '/some/folder', processFolder: folder }).startProcess('data')
  const peer = createPeer(started.transport)
  return { ...started, peer, remote: peer.remote<ProbeApi>() }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

it('starts a process by its name and tells it the data folder', async () => {
  const { peer, remote } = start()
  const { home, pid } = await remote.probe()
  expect(home).toBe('/some/folder')
  expect(pid).not.toBe(process.pid)
  peer.close()
})

it('kills a process that hangs, and its open calls end', async () => {
  const { remote, kill } = start()
  const { pid } = await remote.probe()
  const open = remote.sleep()
  kill()
  await expect(open).rejects.toMatchObject({ code: 'disconnected', message: expect.stringContaining('SIGKILL') })
  expect(isAlive(pid)).toBe(false)
})

it('ends a process by closing its transport', async () => {
  const { peer, remote } = start()
  const { pid } = await remote.probe()
  peer.close()
  await expect.poll(() => isAlive(pid)).toBe(false)
})

it('tells of a process that cannot be started', async () => {
  const { transport } = createNodeHost({ dataFolder: folder, processFolder: join(folder, 'nowhere') }).startProcess(
    'training',
  )
  expect(await new Promise((told) => transport.onClose(told))).toBe('the process ended with code 1')
})

it('has no native dialog', async () => {
  const host = createNodeHost({ dataFolder: folder, processFolder: folder })
  expect(await host.pickFile({ part: 'train', folder: null })).toBeNull()
})
