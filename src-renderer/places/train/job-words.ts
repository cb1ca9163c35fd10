import { formatMemory, formatSeconds } from '#renderer/format-number.ts'
import type { JobSnapshot } from '#rpc/contract/job.ts'
import type { RunId } from '#rpc/contract/run.ts'

export type JobAction = 'stop' | 'remove' | 'retry' | 'evaluate'

/** What a row of the job list says. Empty texts keep their place, so that nothing jumps. */
export interface JobWords {
  /** One word for the state. */
  state: string
  tone: 'quiet' | 'active' | 'right' | 'wrong'
  /** What is being done, or how it ended. */
  detail: string
  hint: string
  /** 0 to 1 while it runs. */
  fraction: number | null
  used: string
  left: string
  memory: string
  actions: JobAction[]
}

const nothing = { hint: '', fraction: null, used: '', left: '', memory: '' }

export function jobWords(job: JobSnapshot, now: number): JobWords {
  switch (job.state) {
    case 'queued':
      return {
        ...nothing,
        state: 'Waiting',
        tone: 'quiet',
        detail: 'Starts when the job before it has ended.',
        actions: ['stop'],
      }
    case 'running':
    case 'stopping': {
      const { phase, fraction, secondsLeft, memoryMB } = job.progress
      const stopping = job.state === 'stopping'
      return {
        state: stopping ? 'Stopping' : 'Running',
        tone: 'active',
        detail: stopping ? 'Keeping what was learnt so far' : sentence(phase),
        hint: '',
        fraction,
        used: formatSeconds(Math.max(0, now - job.started) / 1000),
        left:
          stopping || secondsLeft === null ? '' : `about ${formatSeconds(Math.max(1, Math.round(secondsLeft)))} left`,
        memory: memoryMB > 0 ? formatMemory(memoryMB) : '',
        actions: stopping ? [] : ['stop'],
      }
    }
    case 'done':
      return {
        ...nothing,
        state: 'Done',
        tone: 'right',
        detail: '',
        used: formatSeconds((job.finished - job.started) / 1000),
        actions: job.run === null ? ['remove'] : ['evaluate', 'remove'],
      }
    case 'stopped':
      return {
        ...nothing,
        state: stoppedAt(job),
        tone: 'quiet',
        detail: job.run === null ? 'Nothing worth keeping was learnt yet.' : 'What was learnt until then is kept.',
        used: formatSeconds((job.finished - job.started) / 1000),
        actions: job.run === null ? ['retry', 'remove'] : ['evaluate', 'retry', 'remove'],
      }
    case 'failed':
      return {
        ...nothing,
        state: 'Failed',
        tone: 'wrong',
        detail: job.error.message,
        hint: job.error.hint ?? '',
        actions: ['retry', 'remove'],
      }
  }
}

function stoppedAt({ fraction, run }: { fraction: number; run: RunId | null }): string {
  if (fraction === 0 && run === null) return 'Stopped before it began'
  return `Stopped at ${Math.floor(100 * fraction)} %${run === null ? '' : ', partial model'}`
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
