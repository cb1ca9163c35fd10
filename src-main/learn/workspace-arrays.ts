import type { Workspace } from './fit-context.ts'

/** The bytes where every thread can see them: themselves, or a copy in the workspace. */
export function inWorkspace(bytes: Uint8Array, workspace: Workspace): Uint8Array {
  if (workspace.holds(bytes)) return bytes
  const copy = workspace.u8(bytes.length)
  copy.set(bytes)
  return copy
}
