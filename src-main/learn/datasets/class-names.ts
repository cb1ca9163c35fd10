import { AppError } from '../app-error.ts'

const mostClasses = 255
const digitWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** Labels written in words. Codes are given as they come and become class numbers when all names are known. */
export class ClassNames {
  private readonly codes = new Map<string, number>()

  codeOf(name: string): number {
    const known = this.codes.get(name)
    if (known !== undefined) return known
    const code = this.codes.size
    if (code === mostClasses)
      throw new AppError('invalid-file', `The labels are more than ${mostClasses} different words.`, {
        hint: 'The first or the last column should be the class of a digit; check that it is.',
      })
    this.codes.set(name, code)
    return code
  }

  get size(): number {
    return this.codes.size
  }

  /**
   * The class number of each code. A name that speaks of a digit ("3", "three", "digit_3", "b'3'") is that digit; single
   * letters alone are A = 0 to Z = 25; all other names are numbered in alphabetical order, behind the digits where there are any.
   */
  numbers(): { numbers: Uint8Array; names: string[] } {
    const found = [...this.codes.keys()]
    const numbers = new Uint8Array(found.length)
    const names: string[] = []
    const digits = found.map(digitOf)
    const letters = found.every((name) => /^[A-Z]$/.test(name)) || found.every((name) => /^[a-z]$/.test(name))
    const others = found.filter((_, code) => digits[code] === null).sort()
    const first = digits.some((digit) => digit !== null) ? 10 : 0
    found.forEach((name, code) => {
      const number = digits[code] ?? (letters ? name.toUpperCase().charCodeAt(0) - 65 : first + others.indexOf(name))
      if (number >= mostClasses) throw tooMany()
      numbers[code] = number
      names[number] = name
    })
    return { numbers, names: Array.from(names, (name) => name ?? '') }
  }

  /** Says how the names became numbers; nothing where they are digits by themselves. */
  words(): string[] {
    if (this.size === 0) return []
    const { names } = this.numbers()
    const named = names.flatMap((name, number) =>
      name === '' || digitOf(name) === number ? [] : [`${number} is ${name}`],
    )
    if (named.length === 0) return ['labels in words']
    const shown = named.length > 2 ? [named[0], named[named.length - 1]].join(', … ') : named.join(', ')
    return [`labels in words (${shown})`]
  }
}

function tooMany(): AppError {
  return new AppError('invalid-file', 'The labels name too many classes.', { hint: 'At most 255 fit.' })
}

function digitOf(name: string): number | null {
  const plain = name
    .toLowerCase()
    .replace(/^b?'(.*)'$/, '$1')
    .replace(/^(digit|number|class|label)[ _-]*/, '')
  const word = digitWords.indexOf(plain)
  if (word >= 0) return word
  return /^\d(\.0*)?$/.test(plain) ? Number(plain) : null
}
