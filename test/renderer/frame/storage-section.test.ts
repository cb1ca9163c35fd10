// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { mountPlace } from '../mount-place.ts'

vi.mock('#renderer/api.ts', async () => (await import('../fake-api.ts')).createFakeApi({ open: true }))
const { api } = await import('#renderer/api.ts')
const { default: StorageSection } = await import('#renderer/frame/StorageSection.vue')

enableAutoUnmount(afterEach)

it('lists the digits on the disk and deletes those that are not open, after asking once more', async () => {
  await api.closeDataset({ part: 'test' })
  const deleted = vi.spyOn(api, 'deleteDataset')
  const { wrapper } = await mountPlace(StorageSection)
  expect(wrapper.text()).toContain('60,000 digits')
  expect(wrapper.find('[aria-label="Delete the digits of mnist_train.csv"]').exists()).toBe(false)
  await wrapper.get('[aria-label="Delete the digits of mnist_test.csv"]').trigger('click')
  expect(deleted).not.toHaveBeenCalled()
  const really = wrapper.findAll('button').find((button) => button.text() === 'Delete')
  await really?.trigger('click')
  await flushPromises()
  expect(deleted).toHaveBeenCalledWith({ dataset: 'fake-test' })
})

it('says why digits could not be deleted', async () => {
  vi.spyOn(api, 'deleteDataset').mockRejectedValueOnce(new Error('a job uses them'))
  const { wrapper } = await mountPlace(StorageSection)
  await wrapper.get('[aria-label="Delete the digits of mnist_test.csv"]').trigger('click')
  await wrapper
    .findAll('button')
    .find((button) => button.text() === 'Delete')
    ?.trigger('click')
  await flushPromises()
  expect(wrapper.get('[role=alert]').text()).toContain('a job uses them')
})

it('names a run that cannot be read, and deletes it', async () => {
  const damaged = { run: 'broken', name: null, bytes: 10, problem: 'The description of the run broken is damaged.' }
  vi.spyOn(api, 'storedRuns').mockResolvedValue([damaged])
  const deleted = vi.spyOn(api, 'deleteRun').mockResolvedValue(undefined)
  const { wrapper } = await mountPlace(StorageSection)
  const line = wrapper.get('[aria-label="Runs that cannot be read"]')
  expect(line.text()).toContain(damaged.problem)
  await line.get('button').trigger('click')
  await flushPromises()
  expect(deleted).toHaveBeenCalledWith({ run: 'broken' })
})

it('says where lines of own digits were set aside', async () => {
  const set = { name: 'Mine', classCounts: [], count: 3, newest: null, problem: 'Two lines of "Mine" were set aside.' }
  vi.spyOn(api, 'ownSets').mockResolvedValue([set])
  const { wrapper } = await mountPlace(StorageSection)
  expect(wrapper.text()).toContain(set.problem)
})
