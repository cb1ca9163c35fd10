import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadDigits } from '#processes/training/load-digits.ts'
import { plainContext } from '#simd/contexts.ts'
import { writeDataset } from '#store/dataset-store.ts'
import { barDigits } from './bar-digits.ts'

it('reads the first digits of a dataset, and no further once it is stopped', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'digit-workbench-'))
  try {
    const set = barDigits(20, 1)
    const { id } = await writeDataset({ dataFolder, set, name: 'bars', description: 'bars' })
    const { workspace, stop } = plainContext()
    const { rows, labels } = await loadDigits(dataFolder, id, workspace, 12, { stop })
    expect([rows, ...labels]).toEqual([12, ...set.labels.subarray(0, 12)])
    stop.flag[0] = 1
    await expect(loadDigits(dataFolder, id, workspace, 12, { stop })).rejects.toMatchObject({ code: 'aborted' })
  } finally {
    rmSync(dataFolder, { recursive: true, force: true })
  }
})
