import type { AppCore } from '#app/app-core.ts'
import type { JobSnapshot } from '#rpc/contract/job.ts'
import type { RunId } from '#rpc/contract/run.ts'
import type { NotebookOptions } from './options.ts'
import { judgeOwnFiles, type OwnFile, readOwnFolder } from './own-digits.ts'
import type { ProgressLine } from './progress-line.ts'
import type { Fitted } from './run-notebook.ts'
import { judgeStrokes, readStrokes, type StrokeDigits } from './strokes.ts'

const penColumns = 28 * 28
const quiet = { signal: new AbortController().signal }

/** What `--own` and `--strokes` ask about. Read before anything is fitted, so that a wrong path costs no hours. */
export interface InkToJudge {
  own: OwnFile[] | null
  strokes: StrokeDigits | null
}

export async function readInk(
  core: AppCore,
  { own, strokes }: Pick<NotebookOptions, 'own' | 'strokes'>,
  warn: (sentence: string) => void,
): Promise<InkToJudge> {
  return {
    strokes: strokes === null ? null : readStrokes(strokes, warn),
    own: own === null ? null : await readOwnFolder(core, own, warn),
  }
}

/** Notes which run each step became, as the jobs end. */
export function runsOfSteps(core: AppCore): { of(name: string): RunId | null; end(): void } {
  const runs = new Map<string, RunId>()
  const end = core.on('jobChanged', (job: JobSnapshot) => {
    if (job.state === 'done' && job.run !== null) runs.set(job.spec.name, job.run)
  })
  return { of: (name) => runs.get(name) ?? null, end }
}

/** Adds `own` and `pen` to the report. Steps that read digits of another size say nothing of pens. */
export async function judgeInk(
  core: AppCore,
  { own, strokes }: InkToJudge,
  { report, runs }: Fitted,
  line: ProgressLine,
  warn: (sentence: string) => void,
): Promise<void> {
  if (own !== null) report.own = await judgeOwnFiles(core, own, runs)
  if (strokes === null) return
  report.pen = {}
  if (report.dataset.train.columns !== penColumns) {
    warn(`Pen digits have 28 x 28 pixels, but the steps read digits of ${report.dataset.train.columns} pixels.`)
    return
  }
  const summaries = await core.api.runs(undefined, quiet)
  for (const [step, run] of runs) {
    const summary = summaries.find(({ id }) => id === run)
    if (summary === undefined) continue
    report.pen[step] = await judgeStrokes(core, strokes, run, summary, (fraction) =>
      line.show(`${step}: pen digits`, fraction, null),
    )
    line.clear()
  }
}
