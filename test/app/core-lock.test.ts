import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockCore } from '#app/core-lock.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'

const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid

describe('the lock of a data folder', () => {
  it('is held by one core, whose address the next one learns', async () => {
    const dataFolder = temporaryFolder()
    const file = join(dataFolder, 'core.lock')
    const lock = await lockCore(dataFolder)
    await lock.announce('http://127.0.0.1:1/?token=x')
    expect(statSync(file).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600)
    await expect(lockCore(dataFolder)).rejects.toMatchObject({
      message: `Digit Workbench already runs on this data folder (process ${process.pid}).`,
      address: 'http://127.0.0.1:1/?token=x',
    })
    await lock.release()
    expect(existsSync(file)).toBe(false)
    await (await lockCore(dataFolder)).release()
  })

  it.each([
    ['a dead process', () => ({ pid: deadPid(), started: Date.now(), address: null })],
    ['an earlier process of this number', () => ({ pid: process.pid, started: Date.now(), address: null })],
    ['a process before the machine was started', () => ({ pid: process.ppid, started: 0, address: null })],
    ['nobody, since it is damaged', () => 'x'],
  ])('is taken over from %s', async (_, holder) => {
    const dataFolder = temporaryFolder()
    const file = join(dataFolder, 'core.lock')
    writeFileSync(file, JSON.stringify(holder()))
    const lock = await lockCore(dataFolder)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid })
    await lock.release()
  })

  it('is not taken from a process that lives', async () => {
    const dataFolder = temporaryFolder()
    writeFileSync(
      join(dataFolder, 'core.lock'),
      JSON.stringify({ pid: process.ppid, started: Date.now(), address: null }),
    )
    await expect(lockCore(dataFolder)).rejects.toMatchObject({ address: null })
  })

  it('goes to one of several that start at once', async () => {
    const dataFolder = temporaryFolder()
    writeFileSync(join(dataFolder, 'core.lock'), JSON.stringify({ pid: deadPid(), started: Date.now(), address: null }))
    const starts = await Promise.allSettled([1, 2, 3, 4].map(() => lockCore(dataFolder)))
    expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})
