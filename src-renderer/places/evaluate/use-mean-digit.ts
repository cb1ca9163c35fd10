import type { Ref } from 'vue'
import { api } from '#renderer/api.ts'
import { useLatest, type Latest } from '#renderer/composables/use-latest.ts'
import type { DatasetId } from '#rpc/contract/dataset.ts'

const pageSize = 1000

/** The mean of some digits as an image; of none there is no mean, and none is on its way. */
export function useMeanDigit(dataset: Ref<DatasetId>, rows: Ref<Uint32Array>): Latest<Float64Array> {
  return useLatest(
    () => (rows.value.length === 0 ? null : { dataset: dataset.value, all: rows.value }),
    async ({ dataset: asked, all }, signal) => {
      let sum = new Float64Array(0)
      for (let offset = 0; offset < all.length; offset += pageSize) {
        const wanted = all.slice(offset, offset + pageSize)
        const { pixels } = await api.samplePage(
          { dataset: asked, filter: { rows: wanted }, offset: 0, count: wanted.length },
          { signal },
        )
        const size = pixels.length / wanted.length
        if (offset === 0) sum = new Float64Array(size)
        for (let at = 0; at < pixels.length; at++) sum[at % size] += pixels[at]
      }
      return sum.map((level) => level / all.length)
    },
  )
}
