import type { Locator, Page } from 'playwright-core'

export class DataPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get wall(): Locator {
    return this.page.getByRole('grid')
  }

  get openSampleButton(): Locator {
    return this.page.getByRole('button', { name: 'Use sample digits' })
  }

  async openSample(): Promise<void> {
    await this.openSampleButton.click()
    await this.wall.waitFor()
  }

  /** One of the figures. */
  async show(figure: 'Wall' | 'First' | 'Means' | 'Greys'): Promise<void> {
    await this.page.getByRole('group', { name: 'Figure' }).getByText(figure, { exact: true }).click()
  }

  /** The chips 0 to 9 with their counts. */
  chip(digit: number): Locator {
    return this.page.getByRole('group', { name: 'Digits shown' }).getByRole('button', { name: `Digit ${digit},` })
  }

  async status(): Promise<string> {
    return (await this.page.locator('footer').first().textContent()) ?? ''
  }

  /** True when the wall's canvas shows ink and ground. */
  async showsDigits(): Promise<boolean> {
    return this.wall.locator('canvas').evaluate((element) => {
      const canvas = element as HTMLCanvasElement
      const context = canvas.getContext('2d')
      if (!context || canvas.width === 0) return false
      const { data } = context.getImageData(0, 0, canvas.width, Math.min(canvas.height, 400))
      const tones = new Set<number>()
      for (let i = 0; i < data.length; i += 4) tones.add(data[i])
      return tones.size > 20
    })
  }
}
