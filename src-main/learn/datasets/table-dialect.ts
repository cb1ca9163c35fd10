export type Separator = ',' | ';' | '\t' | '|' | ' '

/** How the cells of a line are told apart, and how its numbers are written. */
export interface TableDialect {
  separator: Separator
  /** `0,5` is a half. Never with commas between the cells. */
  decimalComma: boolean
  quoted: boolean
  /** Every line ends with a separator that no cell follows. */
  trailing: boolean
}

/** Rarest sign first: a semicolon in a line of numbers is never anything else. */
const separators: Separator[] = [';', '\t', '|', ',', ' ']

export function recogniseDialect(lines: string[]): TableDialect {
  const bare = lines.map((line) => line.trim().replace(/"[^"]*"/g, '""'))
  const separator = separators.find((sign) => bare.every((line) => line.includes(sign))) ?? ','
  return {
    separator,
    decimalComma: separator !== ',' && lines.some((line) => /\d,\d/.test(line)),
    quoted: lines.some((line) => line.includes('"')),
    trailing: separator !== ' ' && lines.every((line) => line.replace(/[\r ]+$/, '').endsWith(separator)),
  }
}

/** Cells without the spaces and quotes around them. */
export function splitLine(line: string, { separator, quoted, trailing }: TableDialect): string[] {
  const text = line.replace(/\r$/, '')
  const cells =
    separator === ' '
      ? text.trim().split(/\s+/)
      : quoted && text.includes('"')
        ? splitQuoted(text, separator)
        : text.split(separator)
  if (trailing && cells.length > 1 && cells[cells.length - 1].trim() === '') cells.pop()
  return cells.map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  )
}

function splitQuoted(line: string, separator: string): string[] {
  const cells: string[] = []
  let from = 0
  let inside = false
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') inside = !inside
    else if (line[at] === separator && !inside) {
      cells.push(line.slice(from, at))
      from = at + 1
    }
  }
  cells.push(line.slice(from))
  return cells
}

/** The number a cell stands for; NaN for anything else. */
export function numberOf(cell: string, decimalComma: boolean): number {
  const text = decimalComma ? cell.replace(',', '.') : cell
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : NaN
}

/** Words for what is not the usual comma-separated text. */
export function dialectWords({ separator, decimalComma, quoted }: TableDialect): string[] {
  const names = { ',': null, ';': 'semicolons', '\t': 'tabs', '|': 'bars', ' ': 'spaces' }
  const name = names[separator]
  return [...(name === null ? [] : [name]), ...(decimalComma ? ['decimal commas'] : []), ...(quoted ? ['quotes'] : [])]
}
