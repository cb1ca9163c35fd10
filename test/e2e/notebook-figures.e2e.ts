import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './hosts/browser.ts'
import type { Launched } from './hosts/launched.ts'
import { Workbench } from './pages/workbench.ts'

interface Golden {
  shapes: { train: [number, number]; test: [number, number] }
  zero: {
    accuracy: number
    f1: number
    confusion: number[][]
    roc_auc: number
    average_precision: number
    predicted_zero: number
    last_bin_of_zeros: number
    last_bin_of_others: number
    at_0_9: { missed: number; false_alarms: number }
  }
  digits: {
    kept: number
    accuracy: number
    f1: number
    confusion: number[][]
    errors: number[]
    largest_standardised_weight: number
    per_digit: Record<
      'digit' | 'support' | 'accuracy' | 'precision' | 'f1' | 'mean_neg_proba' | 'mean_pos_proba',
      number
    >[]
  }
}

/** What scikit-learn 1.2.1 made of the sample digits, see test/golden/make_sample_golden.py. */
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../golden/sample_digits_notebook.json'), 'utf8'),
) as Golden

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
  // The notebook dropped constant pixels only.
  await workbench.train.field('Variance above').fill('0')
  await workbench.train.start()
  await workbench.train.waitFor('done')
  await workbench.train.newest.getByRole('button', { name: 'Evaluate' }).click()
  await workbench.evaluate.show('Matrix')
  await workbench.evaluate.matrix.waitFor()
}

/** The numbers behind a figure, as its button shows them. */
async function numbersOf(figure: Locator): Promise<string[][]> {
  const button = figure.getByRole('button', { name: /^Numbers of/ })
  await button.click()
  const rows = figure.getByRole('region', { name: /^Numbers of/ }).locator('tbody tr')
  const cells = await rows.evaluateAll((found) =>
    found.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')),
  )
  await button.click()
  return cells
}

const number = (text: string) => Number(text.replaceAll(',', ''))

describe('the notebook on sample digits', () => {
  it('1: says the shapes of both parts', async () => {
    const [train, test] = [golden.shapes.train[0], golden.shapes.test[0]]
    await expect
      .poll(() => workbench.stateOf('Data'))
      .toBe(`${train.toLocaleString('en')} + ${test.toLocaleString('en')}`)
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
      found.map((row) => [...row.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').trim())),
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

  it('15: draws the ten classification vectors from weights like scikit-learn’s', async () => {
    await workbench.evaluate.show('Weights')
    const figure = workbench.evaluate.figure('Classification vectors')
    await expect.poll(() => figure.getByRole('button', { name: /^Weights for/ }).count()).toBe(10)
    const unit = figure.getByRole('group', { name: 'Unit of the weights' })
    await unit.getByText('Standardised').click()
    const rows = await numbersOf(figure)
    expect(rows).toHaveLength(golden.digits.kept)
    const largest = Math.max(...rows.flatMap((row) => row.slice(1).map((text) => Math.abs(number(text)))))
    expect(largest / golden.digits.largest_standardised_weight).toBeCloseTo(1, 1)
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
    await figure.getByText(`mean ${golden.zero.average_precision.toFixed(4)}`).waitFor()
    const slider = figure.getByRole('slider')
    await slider.focus()
    for (let k = 0; k < 80; k++) await launched.page.keyboard.press('ArrowRight')
    expect(await slider.getAttribute('aria-valuetext')).toBe('0.900')
    const { missed, false_alarms: alarms } = golden.zero.at_0_9
    await expect.poll(() => figure.locator('figcaption').textContent()).toContain(`${missed} missed, ${alarms} others`)
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

  it('8 and 9: averages what is read as zero, and draws mistakes, false alarms and misses apart', async () => {
    await workbench.evaluate.show('Examples')
    const mean = workbench.evaluate.figure(/^Mean of what is read as/)
    await mean.getByRole('img', { name: `Mean of ${golden.zero.predicted_zero} digits read as 0` }).waitFor()
    const mistakes = workbench.evaluate.figure('Random mistakes')
    const [[, falseAlarms], [misses]] = golden.zero.confusion
    await expect
      .poll(() => mistakes.getByRole('list', { name: 'False positives' }).getByRole('listitem').count())
      .toBe(falseAlarms)
    await expect
      .poll(() => mistakes.getByRole('list', { name: 'False negatives' }).getByRole('listitem').allTextContents())
      .toEqual(Array(misses).fill('rest / 0'))
  })

  it('7: shows its coefficients as one image', async () => {
    await workbench.evaluate.show('Weights')
    const figure = workbench.evaluate.figure('Coefficients')
    expect(await numbersOf(figure)).toHaveLength(golden.digits.kept)
  })
})
