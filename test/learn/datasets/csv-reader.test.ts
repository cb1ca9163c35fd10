import { describe, expect, it } from 'vitest'
import { AppError } from '#learn/app-error.ts'
import { CsvReader } from '#learn/datasets/csv-reader.ts'

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** A reader sees the same file in pieces of any size. */
function read(text: string, piece = text.length + 1) {
  const bytes = bytesOf(text)
  const reader = new CsvReader({ bytes: bytes.length })
  const buffer = new Uint8Array(piece)
  for (let at = 0; at < bytes.length; at += piece) {
    // One buffer for all pieces, as the data process has it.
    const part = bytes.subarray(at, at + piece)
    buffer.set(part)
    reader.push(buffer.subarray(0, part.length))
  }
  return reader.end()
}

function problemOf(text: string, piece?: number): AppError {
  try {
    read(text, piece)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('The file was taken.')
}

const rows = '5,0,12,255,7\n0,1,0,0,0\n9,3,2,1,100\n'
const pixels = [0, 12, 255, 7, 1, 0, 0, 0, 3, 2, 1, 100]

describe('CsvReader', () => {
  it('reads label first, then the pixels of a square', () => {
    const { set, words } = read(rows)
    expect({ ...set, pixels: [...set.pixels], labels: [...set.labels] }).toEqual({
      rows: 3,
      height: 2,
      width: 2,
      pixels,
      labels: [5, 0, 9],
    })
    expect(words).toEqual(['label first', 'no header', 'LF'])
  })

  it.each([
    ['a heading', `label,1x1,1x2,2x1,2x2\n${rows}`],
    ['a quoted heading', `"label","a","b","c","d"\n${rows}`],
    ['CRLF', rows.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\u00ef\u00bb\u00bf${rows}`],
    ['a byte order mark and a heading', `\u00ef\u00bb\u00bflabel,a,b,c,d\n${rows}`],
    ['a blank last line', `${rows}\n`],
    ['several blank lines at the end', `${rows}\r\n\n \n`],
    ['blank lines in front', `\n\n${rows}`],
    ['a last line without an end', rows.trimEnd()],
    ['a last line without an end, after CRLF', rows.replaceAll('\n', '\r\n').trimEnd()],
    ['spaces around values', rows.replaceAll(',', ' , ')],
    ['quoted values', rows.replaceAll(/\d+/g, '"$&"')],
    ['leading zeros', rows.replaceAll(/\d+/g, '0$&')],
  ])('reads a file with %s, in pieces of any size', (_what, text) => {
    for (const piece of [1, 2, 3, 5, 7, 11, 64, 1000]) {
      const { set } = read(text, piece)
      expect([...set.pixels]).toEqual(pixels)
      expect([...set.labels]).toEqual([5, 0, 9])
    }
  })

  it('reads a single row', () => {
    expect(read('3,1,2,3,4').set).toMatchObject({ rows: 1, height: 2, width: 2 })
  })

  it('grows when the size of the file is not known', () => {
    const reader = new CsvReader()
    for (let row = 0; row < 5000; row++) reader.push(bytesOf(`${row % 10},${row % 256}\n`))
    const { set } = reader.end()
    expect(set.rows).toBe(5000)
    expect(set.pixels.every((value, row) => value === row % 256)).toBe(true)
    expect(set.labels.every((label, row) => label === row % 10)).toBe(true)
  })

  it.each([
    ['a letter among the pixels', '1,0,0,0,0\n2,0,x,0,0\n', 'Line 2, column 3: "x" is no grey level from 0 to 255.'],
    ['a grey level above 255', '1,0,0,0,0\n2,0,0,0,256\n', 'Line 2, column 5: "256" is no grey level from 0 to 255.'],
    [
      'a grey level far above 255',
      '1,0,0,99999999999999999999999,0\n',
      'Line 1, column 4: "99999999999999999999…" is no grey level from 0 to 255.',
    ],
    ['a negative value', '1,0,0,0,0\n2,-7,0,0,0\n', 'Line 2, column 2: "-7" is no grey level from 0 to 255.'],
    ['an empty cell', '1,0,0,0,0\n2,0,,0,0\n', 'Line 2, column 3: empty is no grey level from 0 to 255.'],
    ['a wrong value in the first line', '1,0,x,0,0\n', 'Line 1, column 3: "x" is no grey level from 0 to 255.'],
    [
      'a wrong value below a heading',
      'label,a,b,c,d\n1,0,x,0,0\n',
      'Line 2, column 3: "x" is no grey level from 0 to 255.',
    ],
    [
      'a wrong value after a blank line',
      '1,0,0,0,0\n\n1,0,x,0,0\n',
      'Line 3, column 3: "x" is no grey level from 0 to 255.',
    ],
    [
      'a label that is no class',
      '1,0,0,0,0\n255,0,0,0,0\n',
      'Line 2, column 1: the label is "255", not a class from 0 to 254.',
    ],
    ['a missing label', '1,0,0,0,0\n,0,0,0,0\n', 'Line 2, column 1: the label is empty, not a class from 0 to 254.'],
    [
      'a short row',
      '1,0,0,0,0\n2,0,0,0\n',
      'Line 2, column 4: the row has 4 values, fewer than the 5 of a label and 2 x 2 pixels.',
    ],
    [
      'a row cut off at the end of the file',
      '1,0,0,0,0\n2,0,',
      'Line 2, column 3: empty is no grey level from 0 to 255.',
    ],
    [
      'a long row',
      '1,0,0,0,0\n2,0,0,0,0,0\n',
      'Line 2, column 6: the row has 6 values, more than the 5 of a label and 2 x 2 pixels.',
    ],
    [
      'a heading in the middle',
      '1,0,0,0,0\nlabel,a,b,c,d\n',
      'Line 2, column 1: the label is "label", not a class from 0 to 254.',
    ],
    [
      'rows of another width below the heading',
      'label,a,b\n1,0,0,0,0\n',
      'Line 2, column 4: the row has 5 values where the heading has 3.',
    ],
    [
      'pictures that are not square',
      '1,0,0,0\n',
      'Line 1, column 4: the row has 4 values, which is no square picture with or without a label.',
    ],
    [
      'one value a line',
      '1\n2\n',
      'Line 1, column 1: the row has 1 value, which is no square picture with or without a label.',
    ],
    ['an empty file', '', 'The file is empty: line 1, column 1 holds nothing.'],
    ['blank lines only', '\n\r\n  \n', 'The file is empty: line 1, column 1 holds nothing.'],
    ['a heading only', 'label,a,b,c,d\n', 'The file has a heading in line 1 but no digits below it.'],
    [
      'a binary file',
      '\u0089PNG\r\n\u001a\n\u0000\u0000',
      'Line 1, column 1: the file is no text (byte 7 has the value 26).',
    ],
  ])('refuses %s, with line and column and a hint', (_what, text, sentence) => {
    for (const piece of [1, 3, 1000]) {
      const problem = problemOf(text, piece)
      expect(problem.code).toBe('invalid-file')
      expect(problem.message).toBe(sentence)
      expect(problem.hint).toMatch(/\.$/)
    }
  })

  it('refuses a file without line ends before it fills the memory', () => {
    const reader = new CsvReader()
    const piece = bytesOf('0,'.repeat(100_000))
    expect(() => {
      for (let i = 0; i < 20; i++) reader.push(piece)
    }).toThrow('Line 1 has no end within a million characters')
  })
})
