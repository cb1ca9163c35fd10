import { describe, expect, it } from 'vitest'
import { checkPipeline } from '#learn/pipeline/registry.ts'
import { notebookSteps, stepNames } from '../../src-main/notebook/steps.ts'

describe('the steps of the notebook', () => {
  it.each(notebookSteps)('$name can be fitted as it stands', ({ pipeline }) => {
    expect(() => checkPipeline(pipeline(42))).not.toThrow()
    expect(pipeline(7).seed).toBe(7)
  })

  it('have each a name of their own', () => {
    expect(new Set(stepNames).size).toBe(stepNames.length)
  })
})
