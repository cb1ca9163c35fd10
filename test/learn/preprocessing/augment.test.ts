import { describe, expect, it } from 'vitest'
import { sampleDigits } from '#learn/datasets/sample-digits.ts'
import { normaliseBitmap } from '#learn/ink/normalise.ts'
import { fitPipeline, featuresOf, predict } from '#learn/pipeline/pipeline.ts'
import { Augment } from '#learn/preprocessing/augment.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { plainContext } from '#simd/contexts.ts'

const { train } = sampleDigits({ trainRows: 100, testRows: 0 })
const X = featuresOf(train)
const context = (seed = 42) => plainContext({ random: new NumpyRandomState(seed) })
const augmented = (params: object, seed?: number) => {
  const rows = Augment.trainingRows(params, X, train.labels, context(seed))
  if (rows.X.kind !== 'pixels') throw new Error('not pixels')
  return { ...rows, pixels: rows.X.pixels }
}

describe('Augment', () => {
  it('keeps the rows and adds moved copies of them with their labels', () => {
    const { X: more, y, pixels } = augmented({ copies: 2 })
    expect(more.rows).toBe(300)
    expect(pixels.slice(0, 78400)).toEqual(train.pixels)
    expect(pixels.slice(78400, 156800)).not.toEqual(train.pixels)
    expect([...y]).toEqual([...train.labels, ...train.labels, ...train.labels])
  })

  it('draws the same copies for the same seed, and others for another', () => {
    expect(augmented({}, 1).pixels).toEqual(augmented({}, 1).pixels)
    expect(augmented({}, 1).pixels).not.toEqual(augmented({}, 2).pixels)
  })

  it('leaves the copies as they are when nothing may move', () => {
    const still = { shift: 0, rotation: 0, slant: 0, scale: 0, stroke: 0 }
    expect(augmented(still).pixels.slice(78400)).toEqual(train.pixels)
  })

  it('draws a share of digits in other hands behind all others, of every label that there is', () => {
    const { X: more, y, pixels } = augmented({ copies: 1, drawn: 0.3 })
    expect(more.rows).toBe(230)
    expect([...y.slice(200)]).toEqual(Array.from({ length: 30 }, (_, k) => k % 10))
    const images = Array.from({ length: 30 }, (_, k) => pixels.slice((200 + k) * 784, (201 + k) * 784))
    expect(new Set(images.map(String)).size).toBe(30)
    // In MNIST's form already.
    for (const image of images) {
      expect(normaliseBitmap({ height: 28, width: 28, pixels: image }).centred.pixels).toEqual(image)
    }
    const few = Augment.trainingRows({ copies: 0, drawn: 0.1 }, X, y.slice(0, 100).map((label) => label % 2), context()) // prettier-ignore
    expect([...few.y.slice(100)]).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
  })

  it('answers the question of the pipeline with drawn digits, not their label', () => {
    const classifier = { kind: 'KNeighborsClassifier', params: { nNeighbors: 1 } }
    const spec = { steps: [{ kind: 'Augment', params: { copies: 0, drawn: 0.5 } }, classifier], positive: [3], seed: 1 }
    const fitted = fitPipeline(spec, X, train.labels, context())
    expect(fitted.classes).toEqual([0, 1])
    const { y, pixels } = augmented({ copies: 0, drawn: 0.5 })
    const drawn = featuresOf({ ...train, rows: 50, pixels: pixels.slice(78400) })
    expect([...predict(fitted, drawn, context())]).toEqual([...y.slice(100)].map((label) => (label === 3 ? 1 : 0)))
  })

  it('draws nothing for letters or images of another size, and says so', () => {
    const asked = context()
    const letters = Augment.trainingRows({ copies: 0, drawn: 0.5 }, X, train.labels.map((label) => label + 10), asked) // prettier-ignore
    expect(letters.X.rows).toBe(100)
    expect(asked.warnings).toHaveLength(1)
  })

  it('stops drawing when told so', () => {
    const stopped = context()
    stopped.stop.flag[0] = 1
    expect(() => Augment.trainingRows({ copies: 0, drawn: 1 }, X, train.labels, stopped)).toThrow(/Stopped/)
  })

  it('acts in fitting only: the pipeline predicts what it is given', () => {
    const classifier = { kind: 'KNeighborsClassifier', params: { nNeighbors: 1 } }
    const spec = { steps: [{ kind: 'Augment', params: { copies: 1 } }, classifier], seed: 42 }
    const fitted = fitPipeline(spec, X, train.labels, context())
    expect(predict(fitted, X, context())).toEqual(train.labels)
  })

  it('refuses what is no whole image any more', () => {
    const part = { ...X, columns: 2, selected: Int32Array.of(1, 2) }
    expect(() => Augment.trainingRows({}, part, train.labels, context())).toThrow(/whole square images/)
  })
})
