import type { Locator, Page } from 'playwright-core'
import { DataPage } from './data-page.ts'
import { DrawPage } from './draw-page.ts'
import { EvaluatePage } from './evaluate-page.ts'
import { FeaturesPage } from './features-page.ts'
import { TrainPage } from './train-page.ts'

export const placeNames = ['Data', 'Features', 'Train', 'Evaluate', 'Draw', 'Compare'] as const
export type PlaceName = (typeof placeNames)[number]

/** The application as a person finds it: by what it shows and says, never by its insides. */
export class Workbench {
  readonly page: Page
  readonly data: DataPage
  readonly features: FeaturesPage
  readonly train: TrainPage
  readonly evaluate: EvaluatePage
  readonly draw: DrawPage

  constructor(page: Page) {
    this.page = page
    this.data = new DataPage(page)
    this.features = new FeaturesPage(page)
    this.train = new TrainPage(page)
    this.evaluate = new EvaluatePage(page)
    this.draw = new DrawPage(page)
  }

  get rail(): Locator {
    return this.page.getByRole('navigation', { name: 'Places' })
  }

  /** What the rail says behind a place. */
  async stateOf(place: PlaceName): Promise<string> {
    const text = (await this.rail.getByRole('link', { name: new RegExp(`^${place}`) }).textContent()) ?? ''
    return text.replace(place, '').trim()
  }

  async go(place: PlaceName): Promise<void> {
    await this.rail.getByRole('link', { name: new RegExp(`^${place}`) }).click()
    await this.page.getByRole('heading', { level: 1, name: place }).waitFor()
  }
}
