import { AppError } from './app-error.ts'
import type { Workspace } from './fit-context.ts'

/** The bytes where every thread can see them: themselves, or a copy in the workspace. */
export function inWorkspace(bytes: Uint8Array, workspace: Workspace): Uint8Array {
  if (workspace.holds(bytes)) return bytes
  const copy = workspace.u8(bytes.length, 'as it is')
  copy.set(bytes)
  return copy
}

/** Throws `out-of-memory` where so many bytes more, in the workspace or beside it, would pass the budget. */
export function checkRoom(bytes: number, { budgetBytes, usedBytes }: Workspace): void {
  if (usedBytes + bytes <= budgetBytes) return
  const megabytes = (count: number) => Math.ceil(count / 2 ** 20)
  throw new AppError(
    'out-of-memory',
    `This needs ${megabytes(usedBytes + bytes)} MB, more than the memory budget of ${megabytes(budgetBytes)} MB.`,
    { hint: 'Allow more memory, or train on fewer rows.' },
  )
}
