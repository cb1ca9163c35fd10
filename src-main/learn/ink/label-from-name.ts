const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** The leading digit or English word of a file name: "7-with-bar.bmp", "three1.bmp"; null where there is none. */
export function labelFromName(file: string): number | null {
  const digit = /^\d/.exec(file)
  if (digit) return Number(digit[0])
  const word = words.findIndex((each) => file.toLowerCase().startsWith(each))
  return word < 0 ? null : word
}
