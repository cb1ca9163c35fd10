const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** The leading digit or English word of a file name: "7-with-bar.bmp", "three1.bmp"; null where there is none. */
export function labelFromName(file: string): number | null {
  const digit = /^\d/.exec(file)
  if (digit) return Number(digit[0])
  const word = words.findIndex((each) => file.toLowerCase().startsWith(each))
  return word < 0 ? null : word
}

/** Lines of file name and label, with any of the usual separators, with or without a heading. */
export function labelsFromTable(text: string): Map<string, number> {
  const labels = new Map<string, number>()
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n|\r/)) {
    const found = /^\s*"?(.+?)"?\s*[,;\t]\s*"?([0-9])"?\s*$/.exec(line)
    if (found) labels.set(found[1], Number(found[2]))
  }
  return labels
}
