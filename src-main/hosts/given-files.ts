import { basename, resolve } from 'node:path'
import type { Part } from '#rpc/contract/dataset.ts'

export interface GivenFile {
  path: string
  part: Part
}

/**
 * What a person wrote behind the program's name, on the command line of an application. Unpackaged, the folder that is run
 * comes first; switches are Chromium's and never ours.
 */
export function fileArguments(args: string[], packaged: boolean): string[] {
  return args
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .slice(packaged ? 0 : 1)
}

/**
 * Test digits are known by their name (`mnist_test.csv`, `t10k-images-idx3-ubyte.gz`); of two files that say nothing the
 * second is taken for them.
 */
export function givenFiles(paths: string[], folder: string): GivenFile[] {
  const parts = paths.map(partByName)
  const silent = paths.length === 2 && parts.every((part) => part === null)
  return paths.map((path, index) => ({
    path: resolve(folder, path),
    part: parts[index] ?? (silent && index === 1 ? 'test' : 'train'),
  }))
}

function partByName(path: string): Part | null {
  const name = basename(path).toLowerCase()
  if (/(^|[^a-z])(test|t10k)/.test(name)) return 'test'
  return /(^|[^a-z])train/.test(name) ? 'train' : null
}
