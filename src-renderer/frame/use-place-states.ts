import { computed } from 'vue'
import { formatCount, formatPercent, formatPlural } from '#renderer/format-number.ts'
import { useSession } from '#renderer/session.ts'
import type { PlaceName } from './places.ts'

/** What stands behind each place in the rail. */
export function usePlaceStates() {
  const session = useSession()
  return computed<Record<PlaceName, string>>(() => {
    const { train, test, selectedPixels, currentRun } = session
    const rows = [train, test].filter((set) => set !== null).map((set) => formatCount(set.rows))
    return {
      data: rows.join(' + '),
      features: train && selectedPixels !== null ? `${selectedPixels} / ${train.height * train.width}` : '',
      train: '',
      evaluate: currentRun?.accuracy == null ? '' : formatPercent(currentRun.accuracy),
      draw: '',
      compare: session.runs.length ? formatPlural(session.runs.length, 'run') : '',
    }
  })
}
