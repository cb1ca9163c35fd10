// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mountPlace } from '../../mount-place.ts'

vi.mock('#renderer/api.ts', async () => (await import('../../fake-api.ts')).createFakeApi({ open: true }))
const { api } = await import('#renderer/api.ts')
const { default: FeaturesView } = await import('#renderer/places/features/FeaturesView.vue')

enableAutoUnmount(afterEach)
beforeEach(() => {
  sessionStorage.clear()
  localStorage.clear()
})

const kept = (text: string) => Number(/(\d+) of 784 pixels kept/.exec(text)?.[1])

describe('the Features place', () => {
  it('counts the pixels above the threshold and follows presets and the number field', async () => {
    const { wrapper, session } = await mountPlace(FeaturesView)
    const [zero, hundred] = wrapper.findAll('.threshold button').slice(-2)
    await hundred.trigger('click')
    const at100 = kept(wrapper.text())
    expect(session.selectedPixels).toBe(at100)
    await zero.trigger('click')
    const at0 = kept(wrapper.text())
    expect(at0).toBeGreaterThan(at100)
    await wrapper.get('#threshold').setValue('1e9')
    expect(kept(wrapper.text())).toBe(0)
    expect(session.threshold).toBe(1e9)
  })

  it('keeps the threshold while what is typed is no number', async () => {
    const { wrapper, session } = await mountPlace(FeaturesView)
    await wrapper.get('#threshold').setValue('250')
    await wrapper.get('#threshold').setValue('-3')
    expect(session.threshold).toBe(250)
    expect(wrapper.get('#threshold').attributes('aria-invalid')).toBe('true')
  })

  it('tells mean, variance and verdict of the pixel that arrow keys reach', async () => {
    const { wrapper } = await mountPlace(FeaturesView)
    await wrapper.get('[role=application]').trigger('keydown', { key: 'Home', ctrlKey: true })
    const facts = wrapper.get('aside').text()
    expect(facts).toContain('Row1')
    expect(facts).toContain('Left out: never changes')
  })

  it('lets a hand paint the mask, keeps it, and goes back to the variance', async () => {
    const { wrapper, session } = await mountPlace(FeaturesView)
    const before = session.selectedPixels ?? 0
    const hand = wrapper.findAll('.segment').find((segment) => segment.text() === 'By hand')
    await hand?.trigger('click')
    const mask = wrapper.get('[aria-label^="Mask"]')
    // From the middle of the image to its corner, and turn that pixel round.
    await mask.trigger('keydown', { key: 'Home', ctrlKey: true })
    await mask.trigger('keydown', { key: ' ' })
    await flushPromises()
    expect(session.selectedPixels).toBe(before + 1)
    expect(session.ownMask?.[0]).toBe(1)
    await mask.trigger('keydown', { key: ' ' })
    expect(session.selectedPixels).toBe(before)
    const variance = wrapper.findAll('.segment').find((segment) => segment.text() === 'By variance')
    await variance?.trigger('click')
    expect(session.ownMask).toBeNull()
  })

  it('keeps a mask under a name, takes it up again and deletes it', async () => {
    const { wrapper, session } = await mountPlace(FeaturesView)
    const segment = (text: string) => wrapper.findAll('.segment').find((each) => each.text() === text)
    await segment('By hand')?.trigger('click')
    const mask = wrapper.get('[aria-label^="Mask:"]')
    await mask.trigger('keydown', { key: 'Home', ctrlKey: true })
    await mask.trigger('keydown', { key: ' ' })
    const painted = session.ownMask
    await wrapper.get('#mask-name').setValue('with a corner')
    await wrapper.get('form.keep').trigger('submit')
    await flushPromises()
    expect(session.settings.masks).toEqual([{ name: 'with a corner', kept: painted?.join('') }])
    const saved = () => wrapper.find('[aria-label="Saved masks"] button.take')
    expect(saved().attributes('aria-pressed')).toBe('true')
    await mask.trigger('keydown', { key: ' ' })
    expect(saved().attributes('aria-pressed')).toBe('false')
    await saved().trigger('click')
    expect(session.ownMask).toEqual(painted)
    await wrapper.get('[aria-label="Delete the mask with a corner"]').trigger('click')
    await flushPromises()
    expect(session.settings.masks).toEqual([])
  })

  it('begins with the first digit of another file, and says when none can be read', async () => {
    const { wrapper, session } = await mountPlace(FeaturesView)
    const aside = () => wrapper.get('aside').text()
    await wrapper.get('[aria-label="Next digit"]').trigger('click')
    await flushPromises()
    expect(aside()).toContain('row 2, a')
    const { train, test } = session
    session.follow({ train: test, test: train })
    await flushPromises()
    expect(aside()).toContain('row 1, a')
    vi.spyOn(api, 'samplePage').mockRejectedValueOnce(new Error('no such file'))
    await wrapper.get('[aria-label="Next digit"]').trigger('click')
    await flushPromises()
    expect(wrapper.get('aside [role=alert]').text()).toContain('no such file')
  })
})
