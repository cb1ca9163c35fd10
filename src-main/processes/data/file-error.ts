import { basename } from 'node:path'
import { AppError } from '#learn/app-error.ts'
import { systemCode } from '#store/disk-error.ts'

/** What went wrong with a file that a person chose. */
export function fileError(path: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const name = basename(path)
  switch (systemCode(cause)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('file-not-found', `The file ${name} no longer exists.`, {
        hint: 'It may have been moved or renamed; choose it again.',
        cause,
      })
    case 'EISDIR':
      return new AppError('invalid-file', `${name} is a folder, not a file of digits.`, {
        hint: 'Choose a file in it.',
        cause,
      })
    case 'EACCES':
    case 'EPERM':
      return new AppError('file-unreadable', `The file ${name} may not be read.`, {
        hint: 'Check its permissions.',
        cause,
      })
    case 'CHANGED':
      return new AppError('file-unreadable', `The file ${name} changed while it was read.`, {
        hint: 'Open it again when it is complete.',
      })
    default: {
      const reason = cause instanceof Error ? cause.message : String(cause)
      return new AppError('file-unreadable', `The file ${name} cannot be read: ${reason}.`, {
        hint: 'Check the disk or the network drive.',
        cause,
      })
    }
  }
}
