import { launch } from './hosts/browser.ts'
import { describeJourney } from './journey.ts'

describeJourney('the browser', () => launch())
