import { useLocalStorage } from '@vueuse/core'

const open = useLocalStorage('digit-workbench-inspector', true)
const width = useLocalStorage('digit-workbench-inspector-width', 316)

export const inspectorLimits = { min: 232, max: 480 }

/** Whether the inspector shows and how wide it is: one for all places, kept between starts. */
export function useInspector() {
  return {
    open,
    width,
    toggle: () => (open.value = !open.value),
    resize: (to: number) =>
      (width.value = Math.round(Math.min(inspectorLimits.max, Math.max(inspectorLimits.min, to)))),
  }
}
