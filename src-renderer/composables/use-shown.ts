import { onActivated, onDeactivated, ref, type Ref } from 'vue'

/** Whether the place is on the screen: it may be kept while another is shown. */
export function useShown(): Readonly<Ref<boolean>> {
  const shown = ref(true)
  onActivated(() => (shown.value = true))
  onDeactivated(() => (shown.value = false))
  return shown
}
