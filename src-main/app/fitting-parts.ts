import { AppError } from '#learn/app-error.ts'
import type { Session } from '#rpc/contract/app-api.ts'
import type { DatasetSummary, Part } from '#rpc/contract/dataset.ts'

const names = { train: 'training', test: 'test' }

/**
 * What the session becomes when a part is opened. Digits to learn from and digits to judge by must be of one size, and classes
 * that are names must be the same names, since they were numbered file by file; others are refused, or the other part is closed.
 */
export function fittingParts(
  session: Session,
  part: Part,
  summary: DatasetSummary,
  replacing: boolean,
): Partial<Record<Part, DatasetSummary | null>> {
  const other: Part = part === 'train' ? 'test' : 'train'
  const open = session[other]
  const reason = open === null ? null : misfit(summary, open)
  if (open === null || reason === null) return { [part]: summary }
  if (replacing) return { [part]: summary, [other]: null }
  throw new AppError(
    'does-not-fit',
    `${summary.name} does not go with the open ${names[other]} digits ${open.name}: ${reason}.`,
    { hint: `Close the ${names[other]} digits first, or choose another file.` },
  )
}

function misfit(one: DatasetSummary, other: DatasetSummary): string | null {
  if (one.height !== other.height || one.width !== other.width)
    return `its pictures are ${one.height} × ${one.width} pixels, those ${other.height} × ${other.width}`
  const [names, others] = [one.classNames ?? [], other.classNames ?? []]
  for (let k = 0; k < Math.min(names.length, others.length); k++)
    if (names[k] !== others[k] && names[k] !== '' && others[k] !== '')
      return `its class ${k} is called ${names[k]}, there it is ${others[k]}`
  return null
}
