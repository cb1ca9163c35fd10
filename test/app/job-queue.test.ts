import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { AppError } from '#learn/app-error.ts'
import { JobQueue, type JobQueueOptions } from '#app/job-queue.ts'
import type { JobProgress, JobSnapshot, JobSpec } from '#rpc/contract/job.ts'
import type { RunSummary } from '#rpc/contract/run.ts'
import { exampleSummary } from '../store/example-run.ts'

interface Fit {
  summary: RunSummary | null
  stopped: boolean
}

const spec: JobSpec = { name: 'A job', pipeline: { steps: [], seed: 1 }, train: 'a', test: 'b' }
const progress = (fraction: number, objective: number | null = null): JobProgress => ({
  phase: 'fitting',
  fraction,
  secondsLeft: null,
  objective,
  memoryMB: 1,
})
const turn = () => new Promise((resolve) => setTimeout(resolve, 0))

/** A training process in the test's hands: every fit waits until the test ends it. */
function queueInHand(options: Partial<JobQueueOptions> = {}) {
  const fits: { job: string; run: string; end(result: Fit): void; fail(error: unknown): void }[] = []
  const stops: string[] = []
  const events: JobSnapshot[] = []
  const removed: string[] = []
  const runs: RunSummary[] = []
  const replaceTraining = vi.fn()
  const queue = new JobQueue({
    training: {
      fit: ({ job, run }) => new Promise<Fit>((end, fail) => fits.push({ job, run, end, fail })),
      stop: ({ job }) => Promise.resolve(void stops.push(job)),
    },
    trainingReady: () => null,
    replaceTraining,
    changed: (job) => events.push(job),
    removed: (job) => removed.push(job),
    ended: (run) => runs.push(run),
    ...options,
  })
  const stateOf = (id: string) => queue.list().find((job) => job.id === id)?.state
  return { queue, fits, stops, events, removed, runs, replaceTraining, stateOf }
}

describe('JobQueue', () => {
  it('runs one job at a time, in the order they came', async () => {
    const { queue, fits, stateOf, runs } = queueInHand()
    const [first, second] = [queue.start(spec), queue.start(spec)]
    expect([stateOf(first), stateOf(second)]).toEqual(['running', 'queued'])
    expect(fits.map(({ job }) => job)).toEqual([first])
    fits[0].end({ summary: exampleSummary({ id: fits[0].run }), stopped: false })
    await turn()
    expect([stateOf(first), stateOf(second)]).toEqual(['done', 'running'])
    expect(runs).toHaveLength(1)
    expect(queue.list()[0]).toMatchObject({ run: fits[0].run })
  })

  it('goes on with the next job when one fails, and keeps its reason', async () => {
    const { queue, fits, stateOf } = queueInHand()
    const [first, second] = [queue.start(spec), queue.start(spec)]
    fits[0].fail(new AppError('one-class-only', 'Only one class.', { hint: 'More rows.' }))
    await turn()
    expect(queue.list()[0]).toMatchObject({
      id: first,
      state: 'failed',
      error: { code: 'one-class-only', message: 'Only one class.', hint: 'More rows.' },
    })
    expect(stateOf(second)).toBe('running')
  })

  it('marks the running job when its process dies', async () => {
    const { queue, fits } = queueInHand()
    queue.start(spec)
    fits[0].fail(new AppError('disconnected', 'The connection was lost: the process was ended by SIGKILL.'))
    await turn()
    expect(queue.list()[0]).toMatchObject({
      state: 'failed',
      error: {
        code: 'disconnected',
        message: 'The training process ended in mid-work, so what this job had learnt is lost.',
      },
    })
  })

  it('lets jobs wait while there is no training process', async () => {
    let start = () => {}
    let ready: Promise<void> | null = new Promise((there) => (start = there))
    const { queue, fits, stateOf } = queueInHand({ trainingReady: () => ready })
    const job = queue.start(spec)
    await turn()
    expect([fits.length, stateOf(job)]).toEqual([0, 'queued'])
    ready = null
    start()
    await turn()
    expect([fits.length, stateOf(job)]).toEqual([1, 'running'])
  })

  it('keeps how far a stopped job had come', async () => {
    const { queue, fits } = queueInHand()
    const job = queue.start(spec)
    queue.progress(job, progress(0.34))
    queue.stop(job)
    fits[0].end({ summary: null, stopped: true })
    await turn()
    expect(queue.list()[0]).toMatchObject({ state: 'stopped', fraction: 0.34 })
  })

  it('stops a queued job without ever starting it', async () => {
    const { queue, fits, stateOf } = queueInHand()
    const [, second, third] = [queue.start(spec), queue.start(spec), queue.start(spec)]
    queue.stop(second)
    expect(stateOf(second)).toBe('stopped')
    fits[0].end({ summary: null, stopped: true })
    await turn()
    expect(fits.map(({ job }) => job)).not.toContain(second)
    expect(stateOf(third)).toBe('running')
  })

  it('stops a running job and keeps what it learnt', async () => {
    const { queue, fits, stops, stateOf, runs } = queueInHand()
    const job = queue.start(spec)
    queue.stop(job)
    expect(stateOf(job)).toBe('stopping')
    expect(stops).toEqual([job])
    queue.stop(job)
    expect(stops).toEqual([job, job])
    fits[0].end({ summary: exampleSummary({ id: fits[0].run, complete: false }), stopped: true })
    await turn()
    expect(queue.list()[0]).toMatchObject({ state: 'stopped', run: fits[0].run })
    expect(runs).toHaveLength(1)
  })

  it('replaces a process that does not stop, but not one that still shows signs of life', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { queue, fits, stops, replaceTraining } = queueInHand({ patienceMs: 1000 })
    const job = queue.start(spec)
    queue.stop(job)
    await vi.advanceTimersByTimeAsync(900)
    expect(stops.length).toBeGreaterThan(1)
    queue.progress(job, progress(0.5))
    await vi.advanceTimersByTimeAsync(900)
    expect(replaceTraining).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1000)
    expect(replaceTraining).toHaveBeenCalledOnce()
    fits[0].fail(new AppError('disconnected', 'The connection was lost.'))
    await vi.advanceTimersByTimeAsync(0)
    expect(queue.list()[0]).toMatchObject({
      state: 'failed',
      error: { message: 'The training process did not stop when asked, so it was ended; what it had learnt is lost.' },
    })
  })

  it('tells progress at most ten times a second, never backwards, and the latest in the end', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { queue, events } = queueInHand()
    const job = queue.start(spec)
    events.length = 0
    for (let i = 1; i <= 100; i++) {
      queue.progress(job, progress(i === 50 ? 0.1 : i / 100, 1 / i))
      await vi.advanceTimersByTimeAsync(10)
    }
    await vi.advanceTimersByTimeAsync(100)
    expect(events.length).toBeGreaterThan(8)
    expect(events.length).toBeLessThanOrEqual(12)
    const fractions = events.map((event) => (event.state === 'running' ? event.progress.fraction : -1))
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(fractions.at(-1)).toBe(1)
  })

  it('ignores progress of jobs that do not run', () => {
    const { queue, events } = queueInHand()
    queue.progress('nobody', progress(0.5))
    expect(events).toEqual([])
  })

  it('clears ended jobs only', async () => {
    const { queue, fits, removed } = queueInHand()
    const job = queue.start(spec)
    expect(() => queue.clear(job)).toThrow('This job has not ended yet.')
    fits[0].end({ summary: null, stopped: false })
    await turn()
    queue.clear(job)
    expect(removed).toEqual([job])
    expect(queue.list()).toEqual([])
    expect(() => queue.stop(job)).toThrow('This job no longer exists.')
  })

  it('stops everything when it is closed, waits for the running job, and starts nothing more', async () => {
    const { queue, fits, stops } = queueInHand()
    const [first, second] = [queue.start(spec), queue.start(spec)]
    let closed = false
    const closing = queue.close().then(() => (closed = true))
    await turn()
    expect([stops, closed]).toEqual([[first], false])
    fits[0].end({ summary: null, stopped: true })
    await closing
    expect(queue.list().map(({ id, state }) => [id, state])).toEqual([
      [first, 'stopped'],
      [second, 'stopped'],
    ])
    expect(fits).toHaveLength(1)
  })

  it('does not wait for ever when it is closed', async () => {
    const { queue } = queueInHand()
    queue.start(spec)
    await queue.close(10)
  })
})
