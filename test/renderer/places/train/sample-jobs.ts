import type { JobSnapshot } from '#rpc/contract/job.ts'

const base = {
  id: 'job-1',
  created: 1000,
  spec: { name: 'All digits', pipeline: { steps: [], seed: 1 }, train: 'a', test: 'b' },
}
const progress = { phase: 'fitting', fraction: 0.456, secondsLeft: 9.4, objective: 5200, memoryMB: 412 }
const ended = { started: 2000, finished: 14_400, trace: [3, 2, 1] }

/** One job in each state it can be in. */
export const sampleJobs = {
  queued: { ...base, state: 'queued' },
  running: { ...base, state: 'running', started: 2000, progress, trace: [3, 2, 1] },
  stopping: { ...base, state: 'stopping', started: 2000, progress, trace: [3, 2, 1] },
  done: { ...base, ...ended, state: 'done', run: 'run-1' },
  partial: { ...base, ...ended, state: 'stopped', fraction: 0.34, run: 'run-1' },
  stopped: { ...base, ...ended, state: 'stopped', fraction: 0.34, run: null },
  failed: {
    ...base,
    state: 'failed',
    started: 2000,
    finished: 3000,
    error: { code: 'nothing-selected', message: 'No pixel has a variance above 20000.', hint: 'Lower the threshold.' },
  },
} satisfies Record<string, JobSnapshot>
