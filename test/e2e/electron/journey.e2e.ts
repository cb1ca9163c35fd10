import { launch } from '../hosts/electron.ts'
import { describeJourney } from '../journey.ts'

describeJourney('Electron', launch)
