import { computed } from 'vue'
import { usePreferredReducedMotion } from '@vueuse/core'
import { useLookVersion } from '#renderer/composables/use-look-version.ts'
import { tokenText } from './token-colour.ts'

/** The tokens a chart needs, as texts that canvas understands; they change with the theme. */
export function useChartTheme() {
  const look = useLookVersion()
  const motion = usePreferredReducedMotion()
  return computed(() => {
    void look.value
    return {
      text: tokenText('--text'),
      quiet: tokenText('--text-quiet'),
      hairline: tokenText('--hairline'),
      accent: tokenText('--accent'),
      accentSoft: tokenText('--accent-soft'),
      wrong: tokenText('--wrong'),
      sheet: tokenText('--sheet'),
      card: tokenText('--card'),
      edge: tokenText('--edge'),
      font: { family: tokenText('--font'), size: 12 },
      animation: motion.value === 'reduce' ? (false as const) : { duration: 120 },
      /** Entry k: the colour of digit k. */
      digits: Array.from({ length: 10 }, (_, digit) => tokenText(`--digit-${digit}`)),
    }
  })
}

export type ChartTheme = ReturnType<typeof useChartTheme>['value']

/** An axis in the house's manner: hairlines, quiet numbers, a title with its unit. */
export function themedAxis(theme: ChartTheme, title: string) {
  return {
    border: { color: theme.edge },
    grid: { color: theme.hairline, drawTicks: false },
    ticks: { color: theme.quiet, font: theme.font, padding: 6 },
    title: { display: title !== '', text: title, color: theme.quiet, font: theme.font },
  }
}

/** The bubble over a point: a card, not a black box. */
export function themedTooltip(theme: ChartTheme) {
  return {
    backgroundColor: theme.card,
    titleColor: theme.text,
    bodyColor: theme.text,
    borderColor: theme.edge,
    borderWidth: 1,
    cornerRadius: 6,
    padding: 8,
    displayColors: false,
    titleFont: { ...theme.font, weight: 600 },
    bodyFont: theme.font,
  }
}
