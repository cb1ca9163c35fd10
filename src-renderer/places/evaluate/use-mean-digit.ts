import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { api } from '#renderer/api.ts'
import type { DatasetId } from '#rpc/contract/dataset.ts'

const pageSize = 1000

/** The mean of some digits as an image; null while it is being summed, and of none. */
export function useMeanDigit(dataset: Ref<DatasetId>, rows: Ref<Uint32Array>): ShallowRef<Float64Array | null> {
  const mean = shallowRef<Float64Array | null>(null)
  let asked: AbortController | null = null

  watch(
    [dataset, rows],
    async () => {
      asked?.abort()
      const controller = (asked = new AbortController())
      mean.value = null
      const all = rows.value
      let sum: Float64Array | null = null
      try {
        for (let offset = 0; offset < all.length; offset += pageSize) {
          const wanted = all.slice(offset, offset + pageSize)
          const { pixels } = await api.samplePage(
            { dataset: dataset.value, filter: { rows: wanted }, offset: 0, count: wanted.length },
            { signal: controller.signal },
          )
          const size = pixels.length / wanted.length
          sum ??= new Float64Array(size)
          for (let at = 0; at < pixels.length; at++) sum[at % size] += pixels[at]
        }
      } catch {
        // The digits themselves say what is wrong; here is only no image.
        return
      }
      if (asked === controller && sum) mean.value = sum.map((level) => level / all.length)
    },
    { immediate: true },
  )
  onScopeDispose(() => asked?.abort())
  return mean
}
