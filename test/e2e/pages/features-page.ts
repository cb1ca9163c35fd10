import type { Locator, Page } from 'playwright-core'

export class FeaturesPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get slider(): Locator {
    return this.page.getByRole('slider', { name: 'Variance threshold' })
  }

  get field(): Locator {
    return this.page.getByLabel('Variance above', { exact: true })
  }

  async kept(): Promise<number> {
    const text = (await this.page.getByText(/of \d+ pixels kept/).textContent()) ?? ''
    return Number(/(\d+) of/.exec(text.replaceAll(',', ''))?.[1])
  }

  async nudge(key: 'ArrowRight' | 'ArrowLeft', times: number): Promise<void> {
    await this.slider.focus()
    for (let k = 0; k < times; k++) await this.page.keyboard.press(key)
  }
}
