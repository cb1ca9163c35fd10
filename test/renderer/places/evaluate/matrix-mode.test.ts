import { describe, expect, it } from 'vitest'
import { cellColour, luminance, signedCellColour } from '#renderer/places/evaluate/cell-colour.ts'
import { classNames } from '#renderer/digits/class-names.ts'
import { differenceOf, matrixOf, shareInWords } from '#renderer/places/evaluate/matrix-mode.ts'

const classes = [4, 9]
const confusion = [
  [970, 30],
  [10, 90],
]
const texts = (mode: Parameters<typeof matrixOf>[2]) =>
  matrixOf(classes, confusion, mode).rows.map((row) => row.map((cell) => cell.text))

describe('the modes of the confusion matrix', () => {
  it('counts samples', () => {
    expect(texts('counts')).toEqual([
      ['970', '30'],
      ['10', '90'],
    ])
  })

  it('gives shares of the true digit by row and of the predicted one by column', () => {
    expect(texts('rows')).toEqual([
      ['97.0', '3.0'],
      ['10.0', '90.0'],
    ])
    expect(texts('columns')).toEqual([
      ['99.0', '25.0'],
      ['1.0', '75.0'],
    ])
  })

  it('blanks the diagonal when only errors are shown, and colours by the largest error', () => {
    const { rows, limit } = matrixOf(classes, confusion, 'errors')
    expect(limit).toBe(30)
    expect(rows.map((row) => row.map((cell) => cell.shade))).toEqual([
      [null, 1],
      [Math.sqrt(1 / 3), null],
    ])
  })

  it('has one range of colours for all percentages, whatever the data', () => {
    expect(matrixOf(classes, confusion, 'rows').limit).toBe(100)
    expect(
      matrixOf(
        classes,
        [
          [1, 0],
          [0, 1],
        ],
        'columns',
      ).limit,
    ).toBe(100)
  })

  it('leaves an empty row blank instead of dividing by nothing', () => {
    const { rows } = matrixOf(
      classes,
      [
        [0, 0],
        [3, 4],
      ],
      'rows',
    )
    expect(rows[0].map((cell) => [cell.text, cell.shade])).toEqual([
      ['', null],
      ['', null],
    ])
  })

  it('does not round a rare mistake to zero nor a nearly perfect row to perfect', () => {
    const { rows } = matrixOf(
      classes,
      [
        [9999, 1],
        [0, 10],
      ],
      'rows',
    )
    expect(rows[0].map((cell) => cell.text)).toEqual(['100', '<0.1'])
    expect(shareInWords(1, 10_000)).toBe('less than 0.1 percent')
  })
})

describe('the colour of a cell', () => {
  it('carries text of at least 4.5:1 at every shade', () => {
    for (let shade = 0; shade <= 1; shade += 0.01) {
      const { background, text } = cellColour(shade)
      const [a, b] = [luminance(background), luminance(text === '#000' ? '#000000' : '#ffffff')].sort((x, y) => y - x)
      expect((a + 0.05) / (b + 0.05)).toBeGreaterThan(4.5)
    }
  })
})

describe('the names of classes', () => {
  it('are digits, or that digit and the rest', () => {
    expect(classNames(null)(4)).toEqual({ short: '4', plural: 'fours' })
    const spec = { name: '', pipeline: { steps: [], positive: [0], seed: 0 }, train: '', test: '' }
    expect([0, 1].map((label) => classNames({ spec })(label).short)).toEqual(['rest', '0'])
  })
})

describe('the difference of two models', () => {
  it('has a sign for each cell, and shades to both sides of none', () => {
    const other = [
      [980, 20],
      [10, 90],
    ]
    const { rows, limit } = differenceOf(classes, confusion, other)
    expect(rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['−10', '+10'],
      ['', ''],
    ])
    expect(rows[0].map(({ shade }) => shade)).toEqual([0, 1])
    expect(rows[1].map(({ shade }) => shade)).toEqual([null, null])
    expect(limit).toBe(10)
  })

  it('is readable on every colour', () => {
    for (const dark of [false, true]) {
      for (let step = 0; step <= 20; step++) {
        const { background, text } = signedCellColour(step / 20, dark)
        const [light, faint] = [luminance(background), text === '#000' ? 0 : 1].sort((a, b) => b - a)
        expect((light + 0.05) / (faint + 0.05)).toBeGreaterThan(4.5)
      }
    }
  })
})
