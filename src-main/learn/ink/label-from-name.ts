import { digitWords } from '../datasets/digit-words.ts'

/**
 * The digit that a file's name begins with, as a figure or an English word of its own: "7-with-bar.bmp", "three1.bmp". null where there is
 * none: "2024.png" is a year, "someone.png" and "tenth.png" are other words.
 */
export function labelFromName(file: string): number | null {
  const name = file.toLowerCase()
  const [, figure] = /^(\d)(?!\d)/.exec(name) ?? []
  if (figure !== undefined) return Number(figure)
  const word = digitWords.findIndex((each) => name.startsWith(each) && !/[a-z]/.test(name.charAt(each.length)))
  return word < 0 ? null : word
}
