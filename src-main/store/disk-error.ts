import { AppError } from '#learn/app-error.ts'

/** Anything that went wrong while the data folder was read or written, as a sentence for people. */
export function diskError(doing: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const code = systemCode(cause)
  const [reason, hint] = reasons[code ?? ''] ?? [
    cause instanceof Error ? cause.message : String(cause),
    'Check the data folder.',
  ]
  return new AppError('disk', `${doing} failed: ${reason}.`, { hint, cause })
}

export function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : undefined
}

const reasons: Record<string, [string, string]> = {
  ENOSPC: ['the disk is full', 'Make room on the disk that holds the data folder, then try again.'],
  EDQUOT: ['the disk quota is used up', 'Make room, then try again.'],
  EACCES: ['the data folder may not be written', 'Check the permissions of the data folder.'],
  EPERM: ['the data folder may not be written', 'Check the permissions of the data folder.'],
  EROFS: ['the disk can only be read', 'Choose another data folder with DIGIT_WORKBENCH_HOME.'],
  EMFILE: ['too many files are open', 'Close other applications, then try again.'],
}
