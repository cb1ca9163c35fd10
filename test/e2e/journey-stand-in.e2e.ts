import { launch } from './hosts/stand-in.ts'
import { describeJourney } from './journey.ts'

describeJourney('the Electron stand-in', () => launch())
