import { computed, onActivated, onBeforeUnmount, onDeactivated, ref, shallowRef, watch, type Ref } from 'vue'
import { useDevicePixelRatio, useRafFn } from '@vueuse/core'
import { drawTiles, tileLayout } from '#renderer/components/tile-layout.ts'
import { createTilePages, type DigitPage, type LoadDigits } from '#renderer/components/tile-pages.ts'
import { useLookVersion } from './use-look-version.ts'
import { useRoom } from './use-room.ts'

type Mark<Page, Value> = (digit: { page: Page; at: number }) => Value

export interface TileWall<Page extends DigitPage> {
  total: number
  load: LoadDigits<Page>
  source: string
  height: number
  width: number
  tile: number
  caption?: Mark<Page, string>
  marked?: Mark<Page, boolean>
}

/** Loads the digits on the screen and draws them on one canvas, at most once a frame. */
export function useTileCanvas<Page extends DigitPage>(
  props: TileWall<Page>,
  elements: { scroller: Ref<HTMLElement | null>; canvas: Ref<HTMLCanvasElement | null> },
  state: { current: Ref<number | null>; chosen: Ref<ReadonlySet<number>>; hovered: Ref<number | null> },
) {
  const { scroller, canvas } = elements
  const { current, chosen, hovered } = state
  const { width: roomX, height: roomY } = useRoom(scroller)
  const { pixelRatio } = useDevicePixelRatio()
  const look = useLookVersion()
  const scrollTop = ref(0)
  const error = shallowRef<unknown>(null)
  /** Changes whenever digits have arrived. */
  const loads = ref(0)

  const layout = computed(() =>
    tileLayout({ ...props, roomX: roomX.value, pixelRatio: pixelRatio.value, captions: props.caption !== undefined }),
  )

  const pages = shallowRef(newPages())
  function newPages() {
    return createTilePages<Page>({
      load: (offset, count) => props.load(offset, count),
      height: props.height,
      width: props.width,
      onLoaded: () => loads.value++,
      onError: (thrown) => (error.value = thrown),
    })
  }

  function reset() {
    pages.value.close()
    pages.value = newPages()
    error.value = null
    hovered.value = null
  }

  watch(
    () => props.source,
    () => {
      reset()
      if (scroller.value) scroller.value.scrollTop = 0
      scrollTop.value = 0
    },
  )
  watch(look, () => pages.value.repaint())

  // Drawing waits for the next frame, so any number of changes costs one drawing.
  const dirty = ref(true)
  watch(
    [layout, scrollTop, hovered, current, chosen, loads, look, pages, roomY, () => props.total, () => props.marked],
    () => (dirty.value = true),
  )
  const frames = useRafFn(() => {
    if (!dirty.value || !canvas.value) return
    dirty.value = false
    drawTiles(canvas.value, {
      layout: layout.value,
      pages: pages.value,
      caption: props.caption,
      marked: props.marked,
      total: props.total,
      scrollTop: scrollTop.value,
      roomX: roomX.value,
      roomY: roomY.value,
      hovered: hovered.value,
      current: current.value,
      chosen: chosen.value,
    })
  })

  function show(index: number) {
    const box = scroller.value
    if (!box) return
    const { columns, stepY, padding } = layout.value
    const top = Math.floor(index / columns) * stepY
    const end = top + stepY + 2 * padding
    if (top < box.scrollTop) box.scrollTop = top
    else if (end > box.scrollTop + roomY.value) box.scrollTop = end - roomY.value
  }

  onBeforeUnmount(() => pages.value.close())
  onDeactivated(frames.pause)
  onActivated(() => {
    // An element that was taken out of the page comes back scrolled to its top.
    if (scroller.value) scroller.value.scrollTop = scrollTop.value
    frames.resume()
  })

  return {
    roomX,
    roomY,
    scrollTop,
    layout,
    error,
    reset,
    show,
    /** A digit that has arrived; null while it is on its way. */
    digit(index: number | null) {
      void loads.value
      return index === null ? null : pages.value.digit(index)
    },
  }
}
