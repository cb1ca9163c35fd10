/** Lines of file name and label, with any of the usual separators, with or without a heading. */
export function labelsFromTable(text: string): Map<string, number> {
  const labels = new Map<string, number>()
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n|\r/)) {
    const found = /^\s*"?(.+?)"?\s*[,;\t]\s*"?([0-9])"?\s*$/.exec(line)
    if (found) labels.set(found[1], Number(found[2]))
  }
  return labels
}
