import type { Locator, Page } from 'playwright-core'

export class TrainPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get startButton(): Locator {
    return this.page.getByRole('button', { name: 'Start' })
  }

  /** Newest first. */
  get jobs(): Locator {
    return this.page.getByRole('region', { name: 'Jobs' }).getByRole('listitem')
  }

  get newest(): Locator {
    return this.jobs.first()
  }

  field(label: string): Locator {
    return this.page.getByRole('form', { name: 'Pipeline' }).getByLabel(label, { exact: true })
  }

  async choosePreset(name: string): Promise<void> {
    await this.page.getByRole('combobox', { name: /^Preset/ }).click()
    await this.page.getByRole('option', { name, exact: true }).click()
  }

  /** Starts and waits until the new job stands in the list. */
  async start(): Promise<void> {
    const before = await this.jobs.count()
    await this.startButton.click()
    await this.jobs.nth(before).waitFor()
  }

  async waitFor(state: string, timeout = 60_000): Promise<void> {
    await this.newest.and(this.page.locator(`[data-state="${state}"]`)).waitFor({ timeout })
  }
}
