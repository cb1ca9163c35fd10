import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './hosts/browser.ts'
import type { Launched } from './hosts/launched.ts'
import { golden, keptOf, rounded, type GoldenWeights } from './notebook-golden.ts'
import { greyBmp, moved } from './own-bitmap.ts'
import { columnOf, csvOf, numbersOf } from './pages/figure-files.ts'
import { Workbench } from './pages/workbench.ts'
import { sampleDigits } from '#learn/datasets/sample-digits.ts'
import { weightUnits } from '#renderer/places/evaluate/weight-image.ts'

/** Drawn once: that takes two seconds. */
const { pixels } = sampleDigits().test
const ownDigit = (row: number) => pixels.subarray(784 * row, 784 * (row + 1))

let launched: Launched
let workbench: Workbench

beforeAll(async () => {
  launched = await launch()
  workbench = new Workbench(launched.page)
  await workbench.data.openSample()
})

afterAll(async () => {
  await launched?.close()
})

async function train(preset: string): Promise<void> {
  await workbench.go('Train')
  await launched.page.getByRole('combobox', { name: /^Preset/ }).click()
  await launched.page.getByRole('option', { name: preset, exact: true }).click()
  await workbench.train.start()
  await workbench.train.waitFor('done')
  await workbench.train.newest.getByRole('button', { name: 'Evaluate' }).click()
  await workbench.evaluate.show('Matrix')
  await workbench.evaluate.matrix.waitFor()
}

/** Of the largest weight: 100 steps of L-BFGS, rounded otherwise on the way (measured 0.00007). */
const weightTolerance = 1e-3

/** The weights in each unit beside scikit-learn's: per grey level, which is shown first; standardised; as the notebook drew them. */
async function expectWeights(figure: Locator, { pixels, units }: GoldenWeights): Promise<void> {
  const choice = figure.getByRole('group', { name: 'Unit of the weights' })
  for (const { value, label } of weightUnits) {
    if (value !== 'grey') await choice.getByText(label, { exact: true }).click()
    const rows = (await csvOf(figure)).map((row) => row.map(Number))
    expect(rows).toHaveLength(golden.digits.kept)
    const { every_97th: wanted, largest } = units[value]
    const tolerance = weightTolerance * largest
    const found = new Map(rows.map(([pixel, ...weights]) => [pixel, weights]))
    pixels.forEach((pixel, k) => {
      const weights = found.get(pixel) ?? []
      expect(weights).toHaveLength(wanted.length)
      weights.forEach((weight, model) =>
        expect(Math.abs(weight - wanted[model][k]), `${label}, pixel ${pixel}, model ${model}`).toBeLessThan(tolerance),
      )
    })
    const most = Math.max(...rows.flatMap(([, ...weights]) => weights.map(Math.abs)))
    expect(Math.abs(most - largest)).toBeLessThan(tolerance)
  }
}

const number = (text: string) => Number(text.replaceAll(',', ''))

describe('the notebook on sample digits', () => {
  it('1: says the shapes of both parts', async () => {
    const [train, test] = [golden.shapes.train[0], golden.shapes.test[0]]
    await expect
      .poll(() => workbench.stateOf('Data'))
      .toBe(`${train.toLocaleString('en')} + ${test.toLocaleString('en')}`)
  })

  it('2: shows the first digits of both parts with their labels', async () => {
    await workbench.data.show('First')
    const figure = workbench.evaluate.figure('First digits')
    await figure.getByRole('group', { name: 'How many of each part' }).getByText('50').click()
    for (const part of ['Train', 'Test'] as const) {
      const labels = figure.getByRole('region', { name: part }).getByRole('listitem')
      const wanted = golden.data.first_labels[part === 'Train' ? 'train' : 'test'].map(String)
      await expect.poll(async () => (await labels.allTextContents()).map((text) => text.trim())).toEqual(wanted)
    }
  })

  it('3: averages all digits and each, and tells how they differ', async () => {
    await workbench.data.show('Means')
    for (const [tab, title, wanted] of [
      ['Mean', 'Mean digits', golden.data.mean],
      ['Deviation', 'Standard deviations', golden.data.deviation],
    ] as const) {
      await launched.page.getByRole('group', { name: 'What the images show' }).getByText(tab, { exact: true }).click()
      const rows = await csvOf(workbench.evaluate.figure(title))
      const images = [wanted.all, ...wanted.digits]
      images.forEach((image, k) => {
        expect(keptOf(rows.map((row) => Number(row[2 + k])))).toEqual(rounded(image))
      })
    }
  })

  it('4: keeps the pixels that VarianceThreshold keeps, beside the histogram of variances', async () => {
    await workbench.go('Features')
    await workbench.features.field.fill('100')
    await expect.poll(() => workbench.features.kept()).toBe(golden.features.kept[100])
    const mask = await columnOf(workbench.evaluate.figure('Mask'), 2)
    expect(mask.join('')).toBe(golden.features.mask)
    const variances = workbench.evaluate.figure('How much pixels vary')
    const bins = await csvOf(variances)
    expect(bins.map((row) => Number(row[2]))).toEqual(golden.features.histogram)
    expect(Number(bins[55][1])).toBeCloseTo(golden.features.largest_variance, 6)
  })

  it('5: shows one digit before and after StandardScaler', async () => {
    const rows = await csvOf(workbench.evaluate.figure('Before and after scaling'))
    const some = rows.filter((_, at) => at % 29 === 0)
    expect(some.map((row) => Number(row[2]))).toEqual(golden.features.first_digit.before)
    some.forEach((row, k) => {
      const wanted = golden.features.first_digit.after[k]
      if (wanted === null) expect(row[3]).toBe('')
      else expect(Number(row[3])).toBeCloseTo(wanted, 9)
    })
  })

  it('4: keeps every pixel that ever changes at threshold 0', async () => {
    await workbench.features.field.fill('0')
    await expect.poll(() => workbench.features.kept()).toBe(golden.features.kept[0])
  })
})

describe('all digits, one against the rest', () => {
  beforeAll(() => train('All digits, logistic regression (L-BFGS)'), 120_000)

  it('11: reaches the accuracy and the weighted F1 of scikit-learn', async () => {
    expect(await workbench.evaluate.accuracy()).toBeCloseTo(100 * golden.digits.accuracy, 6)
    await launched.page.getByText(golden.digits.f1.toFixed(4)).first().waitFor()
    await launched.page.getByText(`× ${golden.digits.kept}`).first().waitFor()
  })

  it('makes the same mistakes, cell by cell', async () => {
    const counts = await workbench.evaluate.counts()
    expect(counts.map(({ count }) => count)).toEqual(golden.digits.confusion.flat())
  })

  it('12: shows the table per digit to four decimals', async () => {
    await workbench.evaluate.show('Digits')
    const rows = workbench.evaluate.table.locator('tbody tr')
    const shown = await rows.evaluateAll((found) =>
      found.map((row) =>
        [...row.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').replace(/\s*±.*/u, '').trim()),
      ),
    )
    expect(shown).toEqual(
      golden.digits.per_digit.map((each) => [
        String(each.digit),
        String(each.support),
        ...[each.accuracy, each.precision, each.f1, each.mean_neg_proba, each.mean_pos_proba].map((value) =>
          value.toFixed(4),
        ),
      ]),
    )
  })

  it('13: puts the same numbers behind the scatter over digits', async () => {
    const rows = await numbersOf(workbench.evaluate.figure('Scores over digits'))
    rows.forEach((row, digit) => expect(number(row[6])).toBeCloseTo(golden.digits.per_digit[digit].mean_pos_proba, 3))
    expect(rows).toHaveLength(10)
  })

  it('14: counts the misread digits, and selects them at a key', async () => {
    const figure = workbench.evaluate.figure('Misread digits')
    const rows = await numbersOf(figure)
    expect(rows.map((row) => number(row[1]))).toEqual(golden.digits.errors)
    const most = golden.digits.errors.indexOf(Math.max(...golden.digits.errors))
    await figure.getByRole('application').focus()
    await launched.page.keyboard.press('Home')
    for (let k = 0; k < most; k++) await launched.page.keyboard.press('ArrowRight')
    await launched.page.keyboard.press('Enter')
    await expect.poll(() => workbench.evaluate.tiles.count()).toBe(golden.digits.errors[most])
    expect(await workbench.data.status()).toContain(`Selection: ${golden.digits.errors[most]} digits, Misread`)
    await launched.page.keyboard.press('Escape')
    await expect.poll(() => workbench.data.status()).not.toContain('Selection')
  })

  it('15: draws the ten classification vectors from weights like scikit-learn’s, in every unit', async () => {
    await workbench.evaluate.show('Weights')
    const figure = workbench.evaluate.figure('Classification vectors')
    await expect.poll(() => figure.getByRole('button', { name: /^Weights for/ }).count()).toBe(10)
    await expectWeights(figure, golden.digits.weights)
  })

  it('21: sums up how much each pixel counts over all digits', async () => {
    const figure = workbench.evaluate.figure('Pixel importance')
    const rows = (await csvOf(figure)).map((row) => row.map(Number))
    const [most, value] = rows.reduce((a, b) => (b[1] > a[1] ? b : a))
    const { largest, value: wanted, sum } = golden.digits.importance
    expect(most).toBe(largest)
    expect(value / wanted).toBeCloseTo(1, 1)
    expect(rows.reduce((total, row) => total + row[1], 0) / sum).toBeCloseTo(1, 1)
  })

  it('16: reads own bitmaps just as they are, and normalised beside that', async () => {
    const { labels, predicted } = golden.digits.own
    await workbench.evaluate.show('Own digits')
    await launched.page.getByLabel('Pictures of own digits').setInputFiles(
      labels.map((label, row) => ({
        name: `${label}-${row}.bmp`,
        mimeType: 'image/bmp',
        buffer: greyBmp(moved(ownDigit(row))),
      })),
    )
    const figure = workbench.evaluate.figure('Own digits')
    const read = figure.getByRole('button', { name: /as it is read as \d, normalised read as \d/ })
    await expect.poll(() => read.count(), { timeout: 10_000 }).toBe(labels.length)
    const rows = (await csvOf(figure)).map((row) => row.slice(1).map(Number))
    expect(rows.map(([truth]) => truth)).toEqual(labels)
    expect(rows.map(([, asIs]) => asIs)).toEqual(predicted)
    // Two pixels astray mislead the model; brought back to the middle, more are read right.
    const right = rows.filter(([truth, , normalised]) => truth === normalised).length
    expect(right).toBeGreaterThan(predicted.filter((answer, row) => answer === labels[row]).length)
  })

  it('16a: shows the mean of a class beside an own digit, and what is strange about it', async () => {
    const { labels } = golden.digits.own
    await launched.page.getByRole('button', { name: `${labels[0]}-0.bmp, a` }).click()
    const figure = workbench.evaluate.figure(`${labels[0]}-0.bmp beside the mean ${labels[0]}`)
    const rows = (await csvOf(figure)).map((row) => row.map(Number))
    expect(keptOf(rows.map((row) => row[1]))).toEqual(rounded(golden.data.mean.digits[labels[0]]))
    expect(rows.map((row) => row[2])).toEqual([...moved(ownDigit(0))])
    expect(Math.max(...rows.map(([, mean, own, difference]) => Math.abs(difference - (own - mean))))).toBeLessThan(1e-9)
    expect(await figure.locator('figcaption').textContent()).toMatch(/^[\d.]+\s%/)
  })

  it('tells of one digit what each pixel added to its score, and the sum is the score', async () => {
    await workbench.evaluate.selection.getByRole('button', { name: 'Why?' }).click()
    const caption = workbench.evaluate.figure('Why').locator('figcaption')
    const text = (await caption.textContent()) ?? ''
    const [score, forIt, againstIt, intercept] = (
      text
        .replace(/^Score for \S+: /, '')
        .replaceAll('−', '-')
        .match(/-?[\s\u202f]*\d[\d.,]*/g) ?? []
    ).map((part) => Number(part.replace(/[\s\u202f,]/g, '')))
    expect(forIt + againstIt + intercept).toBeCloseTo(score, 1)
    expect(forIt).toBeGreaterThan(0)
    await workbench.evaluate.selection.getByRole('button', { name: 'Why?' }).click()
  })
})

describe('zero or not', () => {
  beforeAll(() => train('Zero or not'), 120_000)

  it('6: reaches the accuracy and F1 of scikit-learn, cell by cell', async () => {
    expect(await workbench.evaluate.accuracy()).toBeCloseTo(100 * golden.zero.accuracy, 6)
    await launched.page.getByText(golden.zero.f1.toFixed(4)).first().waitFor()
    await workbench.evaluate.show('Matrix')
    const cells = workbench.evaluate.matrix.getByRole('gridcell')
    expect((await cells.allTextContents()).map((text) => number(text.trim()))).toEqual(golden.zero.confusion.flat())
  })

  it('6: draws ROC and PR with the areas of scikit-learn, under a threshold that moves', async () => {
    await workbench.evaluate.show('Probabilities')
    const figure = workbench.evaluate.figure(/^Threshold for/)
    await figure.getByText(`ROC, area ${golden.zero.roc_auc.toFixed(4)}`).waitFor()
    await figure.getByText(`Average precision ${golden.zero.average_precision.toFixed(4)}`).waitFor()
    const slider = figure.getByRole('slider')
    await slider.focus()
    for (let k = 0; k < 80; k++) await launched.page.keyboard.press('ArrowRight')
    expect(await slider.getAttribute('aria-valuetext')).toBe('0.900')
    const { missed, false_alarms: alarms } = golden.zero.at_0_9
    await expect
      .poll(() => figure.locator('figcaption').textContent())
      .toContain(`${missed} missed, ${alarms} other digits`)
    await figure.getByRole('button', { name: 'Select missed' }).click()
    await expect.poll(() => workbench.evaluate.tiles.count()).toBe(missed)
  })

  it('10: bins P(zero) and P(not zero) as numpy does', async () => {
    const own = await numbersOf(workbench.evaluate.figure(/^P\(0\)/))
    const others = await numbersOf(workbench.evaluate.figure(/^P\(not 0\)/))
    expect([own.length, others.length]).toEqual([100, 100])
    expect(number(own[99][1]) + number(own[99][2])).toBe(golden.zero.last_bin_of_zeros)
    expect(number(others[99][1]) + number(others[99][2])).toBe(golden.zero.last_bin_of_others)
  })

  it('10: selects the digits of the bins that one drags over, and every figure shows them', async () => {
    const figure = workbench.evaluate.figure(/^P\(0\)/)
    const box = await figure.getByRole('application').boundingBox()
    if (!box) throw new Error('The histogram is not on the screen.')
    const { mouse } = launched.page
    await mouse.move(box.x + 0.5 * box.width, box.y + 40)
    await mouse.down()
    await mouse.move(box.x + 0.8 * box.width, box.y + 40, { steps: 4 })
    await mouse.move(box.x + box.width + 30, box.y + 40)
    await mouse.up()
    await expect.poll(() => workbench.data.status()).toMatch(/P\(0\) 0\.\d\d to 1\.00$/)
    const [, count, from] = /Selection: (\d+) digits, P\(0\) (\d\.\d\d)/.exec(await workbench.data.status()) ?? []
    const bins = await csvOf(figure)
    const inside = bins.slice(Math.round(100 * Number(from))).flatMap((row) => [Number(row[1]), Number(row[2])])
    expect(inside.reduce((sum, value) => sum + value, 0)).toBe(Number(count))
    expect(Number(count)).toBeGreaterThanOrEqual(golden.zero.last_bin_of_zeros)
    await workbench.evaluate.show('Matrix')
    const held = await workbench.evaluate.matrix.getByRole('gridcell', { name: / selected$/ }).evaluateAll((cells) => cells.map((cell) => / ([\d,]+) selected$/.exec(cell.getAttribute('aria-label') ?? '')?.[1])) // prettier-ignore
    expect(held.reduce((sum, text) => sum + number(text ?? ''), 0)).toBe(Number(count))
    await launched.page.keyboard.press('Escape')
    await expect.poll(() => workbench.data.status()).not.toContain('Selection')
  })

  it('8 and 9: averages what is read as zero, and draws mistakes, false alarms and misses apart', async () => {
    await workbench.evaluate.show('Examples')
    const mean = workbench.evaluate.figure(/^Mean of what is read as/)
    await mean.getByRole('img', { name: `Mean of ${golden.zero.predicted_zero} digits read as 0` }).waitFor()
    expect(keptOf(await columnOf(mean, 1))).toEqual(rounded(golden.zero.mean_of_predicted))
    const mistakes = workbench.evaluate.figure('Random mistakes')
    const [[, falseAlarms], [misses]] = golden.zero.confusion
    await expect
      .poll(() => mistakes.getByRole('list', { name: 'False positives' }).getByRole('listitem').count())
      .toBe(falseAlarms)
    await expect
      .poll(() => mistakes.getByRole('list', { name: 'False negatives' }).getByRole('listitem').allTextContents())
      .toEqual(Array(misses).fill('rest / 0'))
  })

  it('7: shows its coefficients as one image, weights like scikit-learn’s', async () => {
    await workbench.evaluate.show('Weights')
    const figure = workbench.evaluate.figure('Coefficients')
    await expectWeights(figure, golden.zero.weights)
  })
})
