import { readFileSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/root.ts'
import { runQuietly } from '../../scripts/run.ts'
import type { NotebookReport } from '../../src-main/notebook/report.ts'
import type { Digits, Figures } from './scikit-learn.ts'

/** The notebook command on one step, as a person would run it. */
export async function measureOurs(step: string, { train, test, rows }: Digits): Promise<Figures | string> {
  const folder = await mkdtemp(join(tmpdir(), 'digit-workbench-bench-'))
  const json = join(folder, 'report.json')
  try {
    const { code, output } = await runQuietly([
      join(root, 'out/main/notebook.js'),
      ...['--train', train, '--test', test, '--rows', String(rows), '--only', step, '--json', json],
    ])
    if (code === 2) return output.trim()
    const { fitSeconds, predictSeconds, accuracy, error } = (JSON.parse(readFileSync(json, 'utf8')) as NotebookReport)
      .steps[step]
    return error ?? { fitSeconds, predictSeconds, accuracy }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
