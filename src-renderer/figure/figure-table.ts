/** The numbers behind a figure, as its table shows them and its CSV holds them. */
export interface FigureTable {
  columns: string[]
  /** null: nothing there. Numbers stand unrounded here; the table on the page rounds them. */
  rows: (string | number | null)[][]
}

/** Comma, point and a line feed, whatever the language: what pandas and R read without being told. */
export function toCsv({ columns, rows }: FigureTable): string {
  return [columns, ...rows].map((row) => row.map(field).join(',') + '\n').join('')
}

function field(value: string | number | null): string {
  if (value === null) return ''
  const text = String(value)
  // A text that begins like a formula would be run by a spreadsheet.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
