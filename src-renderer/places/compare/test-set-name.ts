import { nameOfKnownDataset } from '#learn/datasets/known-datasets.ts'
import type { DatasetId, DatasetSummary } from '#rpc/contract/dataset.ts'

export const sampleTestSet: DatasetId = '35375070ec692c47506da195a8e49702bf7127a0ad4153fd657c2b9e7cca42f1'

/** What people call the digits that a run was judged on; by their number where they are neither well known nor open. */
export function testSetName(id: DatasetId, open: Pick<DatasetSummary, 'id' | 'name'> | null): string {
  if (id === sampleTestSet) return 'Sample digits'
  return nameOfKnownDataset(id) ?? (id === open?.id ? open.name : `Digits ${id.slice(0, 8)}`)
}
