// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { declarations } from '#learn/pipeline/declarations.ts'
import { terms } from '#renderer/components/terms.ts'
import StepCard from '#renderer/places/train/StepCard.vue'
import { declarationOf } from '#renderer/places/train/declaration-of.ts'
import { declaredHelp } from '#renderer/places/train/declared-help.ts'
import { defaultParams } from '#renderer/places/train/read-param.ts'

enableAutoUnmount(afterEach)

async function helpOf(kind: string, word: string): Promise<string> {
  const declaration = declarationOf(kind)!
  const step = { kind, included: true, params: defaultParams(declaration) }
  const wrapper = mount(StepCard, { props: { declaration, modelValue: step, problems: {} }, attachTo: document.body })
  const help = wrapper.findAll('.help').find((each) => (each.attributes('aria-label') ?? each.text()).includes(word))!
  await help.trigger('click')
  await flushPromises()
  return document.querySelector('.help-card')?.textContent ?? ''
}

describe('the help of a pipeline’s cards', () => {
  it('gives the sentences and the formula of a term, and scikit-learn’s name of it', async () => {
    const meta = await helpOf('OneVsRestClassifier', 'What is')
    for (const part of [terms.oneVsRest.sentences, terms.oneVsRest.formula!, 'OneVsRestClassifier']) {
      expect(meta).toContain(part)
    }
  })

  it('explains C as the price of mistakes against large weights', async () => {
    const help = await helpOf('SVC', 'C')
    for (const part of [terms.regularisation.formula!, 'C: a number above 0, default 1']) expect(help).toContain(part)
  })

  it('has the declared line where there is no term', () => {
    const [declaration] = declarations.filter(({ kind }) => kind === 'Deskew')
    expect(declaredHelp('Deskew', declaration)).toEqual({ name: declaration.label, help: declaration.help })
  })
})
