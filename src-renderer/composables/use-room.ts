import { ref, watch, type Ref } from 'vue'
import { useElementSize } from '@vueuse/core'

/** Size of an element in CSS pixels. While its place is put by it has none and keeps its last one, so nothing is laid out anew. */
export function useRoom(element: Readonly<Ref<HTMLElement | null>>): { width: Ref<number>; height: Ref<number> } {
  const size = useElementSize(element)
  const width = ref(0)
  const height = ref(0)
  watch([size.width, size.height], ([x, y]) => {
    if (!element.value?.isConnected) return
    width.value = x
    height.value = y
  })
  return { width, height }
}
