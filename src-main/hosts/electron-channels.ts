import type { FileId } from '#rpc/contract/dataset.ts'
import type { WireError } from '#rpc/wire.ts'

// The only three channels between page and main. Every message carries the page's own number: after a reload, late
// answers to the page before it must not reach the new one, whose calls are counted from 1 again.

/** Page to main, once, first of all: (page) */
export const connectChannel = 'digit-workbench:connect'
/** Both ways: (page, message) */
export const messageChannel = 'digit-workbench:message'
/** Preload to main, answered with a FileAnswer: (path) */
export const fileChannel = 'digit-workbench:file'

/** Electron keeps only the text of a thrown error, so an error comes as a value. */
export type FileAnswer = { file: FileId } | { error: WireError }
