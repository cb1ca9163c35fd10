/** Entry k is the English word for digit k. */
export const digitWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const

/** "Seven": at the start of a name or in a list. */
export function capitalisedDigit(digit: number): string {
  const word = digitWords[digit] ?? String(digit)
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** "sevens"; a class that is no digit by its number. */
export function digitPlural(digit: number): string {
  const word = digitWords[digit]
  if (word === undefined) return `samples of class ${digit}`
  return word === 'six' ? 'sixes' : `${word}s`
}
