import { launch } from './hosts/stand-in.ts'
import { describeJourney } from './journey.ts'

describeJourney("the stand-in for Electron's window", launch)
