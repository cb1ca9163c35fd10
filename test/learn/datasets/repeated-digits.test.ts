import { expect, describe, it } from 'vitest'
import { noLabel, type DigitSet } from '#learn/datasets/digit-set.ts'
import { repeatedDigits, type RepeatedDigits } from '#learn/datasets/repeated-digits.ts'
import { hasMnist, mnist, needsMnist } from '../../mnist.ts'

/** Digits of two pixels, each given by a letter. */
function setOf(letters: string, labels: number[]): DigitSet {
  const codes = [...letters].map((letter) => letter.charCodeAt(0))
  return {
    rows: codes.length,
    height: 1,
    width: 2,
    pixels: Uint8Array.from(codes.flatMap((code) => [code, 255 - code])),
    labels: Uint8Array.from(labels),
  }
}

function repeatedIn(sets: DigitSet[], slice?: number) {
  const steps = repeatedDigits(sets, slice)
  const yielded: number[] = []
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return { found: value.map(plain), yielded }
    yielded.push(value)
  }
}

const plain = ({ within, across, disputed }: RepeatedDigits) => ({
  within: [...within],
  across: [...across],
  disputed: [...disputed],
})
const none = { within: [], across: [], disputed: [] }

describe('repeatedDigits', () => {
  it('finds digits that are there again, within a set and between both, equal ones together', () => {
    const train = setOf('abcadbe', [0, 1, 2, 0, 3, 1, 4])
    const test = setOf('exax', [4, 5, 0, 5])
    expect(repeatedIn([train, test]).found).toEqual([
      { within: [0, 3, 1, 5], across: [0, 3, 6], disputed: [] },
      { within: [1, 3], across: [2, 0], disputed: [] },
    ])
    expect(repeatedIn([train]).found).toEqual([{ within: [0, 3, 1, 5], across: [], disputed: [] }])
  })

  it('finds equal pixels under different labels; a missing label differs from none', () => {
    const train = setOf('abcab', [0, 1, 2, 7, noLabel])
    const test = setOf('cd', [3, noLabel])
    expect(repeatedIn([train, test]).found.map(({ disputed }) => disputed)).toEqual([[0, 3, 2], [0]])
  })

  it('takes nothing for equal that is not, whatever the order of pixels', () => {
    const set = { ...setOf('ab', [0, 0]), pixels: Uint8Array.of(1, 2, 2, 1) }
    expect(repeatedIn([set, { ...set, pixels: Uint8Array.of(0, 3, 3, 0) }]).found).toEqual([none, none])
    expect(repeatedIn([{ ...set, rows: 0, pixels: new Uint8Array(), labels: new Uint8Array() }]).found).toEqual([none])
  })

  it('finds the rows far down a long set', () => {
    const rows = 80_000
    const pixels = new Uint8Array(
      Uint32Array.from({ length: rows }, (_, row) => (row === 79_999 ? 79_000 : row)).buffer,
    )
    const set = { rows, height: 2, width: 2, pixels, labels: new Uint8Array(rows) }
    expect(repeatedIn([set]).found).toEqual([{ ...none, within: [79_000, 79_999] }])
  })

  it('gives way after every slice', () => {
    expect(repeatedIn([setOf('abcd', [0, 0, 0, 0]), setOf('efg', [0, 0, 0])], 4).yielded).toEqual([2, 4, 6, 7, 7])
  })

  it('tells every pixel apart: of many digits that differ in one, none is equal', () => {
    const rows = 784
    const pixels = new Uint8Array(rows * 784).map((_, i) => (i % 785 === 0 ? 1 : 0))
    const set = { rows, height: 28, width: 28, pixels, labels: new Uint8Array(rows) }
    expect(repeatedIn([set]).found).toEqual([none])
  })

  it.runIf(hasMnist)(`finds that all 70,000 digits of MNIST are different ${needsMnist}`, () => {
    expect(repeatedIn([mnist('train'), mnist('t10k')]).found).toEqual([none, none])
  })
})
