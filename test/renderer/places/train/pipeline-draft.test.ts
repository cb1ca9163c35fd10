import { describe, expect, it } from 'vitest'
import { checkPipeline } from '#learn/pipeline/registry.ts'
import { declarationOf } from '#renderer/places/train/declaration-of.ts'
import { checkDraft, draftOf, specOf } from '#renderer/places/train/pipeline-draft.ts'
import { suggestName } from '#renderer/places/train/suggest-name.ts'
import { pipelinePresets } from '#renderer/places/train/pipeline-presets.ts'

const [digits, zero] = pipelinePresets

function draft() {
  return draftOf(digits.pipeline, declarationOf)
}

describe('presets', () => {
  it.each(pipelinePresets)('$name can be fitted as it stands', ({ pipeline }) => {
    expect(() => checkPipeline(specOf(draftOf(pipeline, declarationOf), declarationOf))).not.toThrow()
  })

  it('names only parameters that the estimator declares', () => {
    for (const { pipeline } of pipelinePresets) {
      expect(checkDraft(draftOf(pipeline, declarationOf), declarationOf)).toEqual(new Map())
    }
  })
})

describe('the pipeline while it is edited', () => {
  it('lies flat and nests again', () => {
    const spec = specOf(draft(), declarationOf)
    expect(spec.steps.map((step) => step.kind)).toEqual(['VarianceThreshold', 'StandardScaler', 'OneVsRestClassifier'])
    expect(spec.steps[2].estimator).toMatchObject({ kind: 'LogisticRegression', params: { C: 1, maxIter: 100 } })
    expect(spec.positive).toBeUndefined()
  })

  it('says which field to change where two settings do not go together', () => {
    const edited = draft()
    const last = edited.steps.length - 1
    Object.assign(edited.steps[last].params, { solver: 'lbfgs', penalty: 'l1' })
    expect([...checkDraft(edited, declarationOf)]).toEqual([
      [`${last}.penalty`, 'LogisticRegression can take the penalty l1 only with the solver saga, not with lbfgs.'],
    ])
    edited.steps[last].params.solver = 'saga'
    expect(checkDraft(edited, declarationOf).size).toBe(0)
  })

  it('leaves out a step that is switched off, and its mistakes with it', () => {
    const edited = draft()
    edited.steps[0].params.threshold = -1
    expect([...checkDraft(edited, declarationOf).keys()]).toEqual(['0.threshold'])
    edited.steps[0].included = false
    expect(checkDraft(edited, declarationOf).size).toBe(0)
    expect(specOf(edited, declarationOf).steps.map((step) => step.kind)).not.toContain('VarianceThreshold')
  })

  it('asks one classifier alone when one digit is told from the rest', () => {
    const spec = specOf(draftOf(zero.pipeline, declarationOf), declarationOf)
    expect(spec.positive).toEqual([0])
    expect(spec.steps.at(-1)).toMatchObject({ kind: 'LogisticRegression' })
  })

  it('refuses a seed that is no whole number', () => {
    const edited = draft()
    edited.seed = 'today'
    expect(checkDraft(edited, declarationOf).get('seed')).toContain('whole number')
  })
})

describe('the suggested name', () => {
  it('is the preset while nothing is changed', () => {
    expect(suggestName(digits, draft(), null, declarationOf)).toBe(digits.name)
  })

  it('says what was changed', () => {
    const edited = draft()
    edited.steps[0].params.threshold = 100
    edited.steps[3].params.maxIter = 20
    expect(suggestName(digits, edited, 1000, declarationOf)).toBe(
      `${digits.name}, threshold 100, max iter 20, 1,000 rows`,
    )
    edited.positive = [7]
    expect(suggestName(digits, edited, null, declarationOf)).toBe('Seven or not, threshold 100, max iter 20')
  })
})
