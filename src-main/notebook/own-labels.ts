export interface LabelTable {
  labels: Map<string, number>
  /** Lines that name no file and digit; a heading is not one of them. */
  unread: string[]
}

/** Lines of file name and label, with any of the usual separators, with or without a heading. */
export function labelsFromTable(text: string): LabelTable {
  const table: LabelTable = { labels: new Map(), unread: [] }
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n|\r/)
  for (const [k, line] of lines.entries()) {
    const found = /^\s*"?(.+?)"?\s*[,;\t]\s*"?([0-9])"?\s*$/.exec(line)
    if (found) table.labels.set(found[1], Number(found[2]))
    else if (line.trim() !== '' && (k > 0 || /\d\W*$/.test(line))) table.unread.push(line.trim())
  }
  return table
}
