// @vitest-environment happy-dom
import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { JobSpec } from '#rpc/contract/job.ts'

const perRow = 0.05
vi.mock('#renderer/api.ts', () => ({
  api: {
    forecast: ({ spec }: { spec: JobSpec }) =>
      Promise.resolve({ seconds: perRow * (spec.rows ?? 0), memoryMB: 100, basis: 'figures' }),
  },
}))
const { useForecast } = await import('#renderer/places/train/use-forecast.ts')

async function outlookOf(rows: number) {
  const spec = { name: 'x', pipeline: { steps: [], seed: 1 }, train: 'a', test: 'b', rows }
  const scope = effectScope()
  const outlook = scope.run(() => useForecast(() => ({ spec, rows })))
  await vi.advanceTimersByTimeAsync(1000)
  scope.stop()
  return outlook?.value
}

describe('the forecast beside Start', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it.each([
    [60_000, 10_000],
    [20_000, 10_000],
    [12_000, 2_000],
    [6_000, 2_000],
    [1_300, 500],
  ])('offers a slow run on %d rows with %d', async (rows, fewer) => {
    const outlook = await outlookOf(rows)
    expect(outlook?.whole.seconds).toBeCloseTo(perRow * rows)
    expect(outlook?.smaller).toMatchObject({ rows: fewer, seconds: perRow * fewer })
  })

  it('offers none where the whole is quick', async () => {
    expect((await outlookOf(1_000))?.smaller).toBeNull()
  })
})
