import type { Locator, Page } from 'playwright-core'

export class EvaluatePage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get matrix(): Locator {
    return this.page.getByRole('grid', { name: /^Confusion matrix/ })
  }

  get tiles(): Locator {
    return this.page.getByRole('listbox', { name: 'Digits of the selection' }).getByRole('option')
  }

  get selection(): Locator {
    return this.page.getByRole('region', { name: 'Selected digits' })
  }

  get table(): Locator {
    return this.page.getByRole('table', { name: 'Scores of each digit' })
  }

  /** One of the parts: Matrix, Digits, Probabilities, Examples, Weights. */
  async show(part: string): Promise<void> {
    await this.page.getByRole('tab', { name: part, exact: true }).click()
  }

  figure(title: string | RegExp): Locator {
    return this.page.getByRole('figure', { name: title })
  }

  cell(actual: number, predicted: number): Locator {
    return this.matrix.getByRole('gridcell', { name: `true ${actual}, predicted ${predicted},` })
  }

  async mode(name: 'Counts' | 'Row %' | 'Column %' | 'Errors only'): Promise<void> {
    await this.page.getByRole('radio', { name }).or(this.page.getByRole('button', { name })).click()
  }

  /** 0 to 100 */
  async accuracy(): Promise<number> {
    const label = this.page.getByRole('heading', { level: 3, name: /^Accuracy/ })
    return parseFloat((await label.locator('xpath=following-sibling::p[1]').textContent()) ?? '')
  }

  /** Every cell: true, predicted, samples. */
  async counts(): Promise<{ actual: number; predicted: number; count: number }[]> {
    const labels = await this.matrix
      .getByRole('gridcell')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label') ?? ''))
    return labels.map((label) => {
      const [actual, predicted, count] = (label.replaceAll(',', '').match(/\d+/g) ?? []).map(Number)
      return { actual, predicted, count }
    })
  }
}
