// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { nextTick } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { checkPipeline } from '#learn/pipeline/registry.ts'
import { memoryLimitsMB } from '#rpc/contract/job.ts'

vi.mock('#renderer/api.ts', async () => (await import('../../fake-api.ts')).createFakeApi({ open: true }))
const { useSession } = await import('#renderer/session.ts')
const { declarationOf } = await import('#renderer/places/train/declaration-of.ts')
const { draftOf, specOf } = await import('#renderer/places/train/pipeline-draft.ts')
const { useTrainDraft } = await import('#renderer/places/train/use-train-draft.ts')

async function drafting() {
  setActivePinia(createPinia())
  const session = useSession()
  await session.load()
  return { session, train: useTrainDraft() }
}

function pipelineOf(train: ReturnType<typeof useTrainDraft>) {
  const spec = train.jobSpec()
  if (!spec) throw new Error('It cannot start.')
  return spec.pipeline
}

const mask = Array.from({ length: 784 }, (_, pixel) => (pixel > 700 ? 1 : 0))

describe('what is set up in Train', () => {
  beforeEach(() => {
    localStorage.clear()
    sessionStorage.clear()
  })

  it('takes the mask painted by hand in place of the threshold, and gives the threshold back', async () => {
    const { session, train } = await drafting()
    session.ownMask = mask
    await nextTick()
    expect(train.jobSpec()?.pipeline.steps[0]).toEqual({ kind: 'PixelMask', params: { mask } })
    expect(train.suggested).toContain('own mask')
    session.ownMask = null
    await nextTick()
    expect(train.jobSpec()?.pipeline.steps[0]).toEqual({ kind: 'VarianceThreshold', params: { threshold: 0 } })
  })

  it('begins with the threshold of its preset, which Features then shows', async () => {
    const { session, train } = await drafting()
    expect(pipelineOf(train)).toEqual(specOf(draftOf(train.preset.pipeline, declarationOf), declarationOf))
    train.choose('linear-svm')
    await nextTick()
    expect(session.threshold).toBe(100)
    // The next start begins with the first preset again, whose threshold is another.
    expect((await drafting()).session.threshold).toBe(0)
  })

  it('takes a threshold set in Features, until another preset is chosen', async () => {
    const { session, train } = await drafting()
    session.threshold = 50
    await nextTick()
    expect(pipelineOf(train).steps[0].params).toEqual({ threshold: 50 })
    expect(pipelineOf((await drafting()).train).steps[0].params).toEqual({ threshold: 50 })
    train.choose('digits')
    await nextTick()
    expect(pipelineOf(train).steps[0].params).toEqual({ threshold: 0 })
    expect(session.threshold).toBe(0)
  })

  it('refuses a memory budget above what a training process takes', async () => {
    const { train } = await drafting()
    train.memoryMB = memoryLimitsMB.max
    expect(train.obstacle).toBeNull()
    train.memoryMB = memoryLimitsMB.max + 1
    expect(train.problems.get('memory')).toBe('Give a whole number from 64 to 4,000.')
  })

  it.each([
    ['knn', 0],
    ['rbf-svm', 0],
    ['sklearn-svc', 0],
    ['champion', 2],
  ])('puts the mask into the preset %s, before the first step that can do without whole images', async (id, place) => {
    const { session, train } = await drafting()
    session.ownMask = mask
    train.choose(id)
    await nextTick()
    const pipeline = pipelineOf(train)
    expect(pipeline.steps[place]).toEqual({ kind: 'PixelMask', params: { mask } })
    expect(() => checkPipeline(pipeline)).not.toThrow()
    expect(train.suggested).toBe(`${train.preset.name}, own mask`)
    session.ownMask = null
    await nextTick()
    expect(train.jobSpec()?.pipeline.steps.some(({ kind }) => kind === 'PixelMask')).toBe(false)
  })

  it('says where a mask cannot be used, since whole images are shifted', async () => {
    const { session, train } = await drafting()
    session.ownMask = mask
    train.choose('virtual-svm')
    await nextTick()
    expect(train.jobSpec()?.pipeline.steps.some(({ kind }) => kind === 'PixelMask')).toBe(false)
    expect(train.maskUnused).toBe(true)
  })

  it('leaves a mask of another size alone', async () => {
    const { session, train } = await drafting()
    session.ownMask = [1, 0, 1]
    await nextTick()
    expect(train.jobSpec()?.pipeline.steps[0].kind).toBe('VarianceThreshold')
  })

  it('puts another estimator into one-vs-rest, and names it', async () => {
    const { train } = await drafting()
    const last = train.draft.steps.length - 1
    train.replaceEstimator(last, 'SVC')
    const pipeline = pipelineOf(train)
    expect(pipeline.steps.at(-1)).toMatchObject({ kind: 'OneVsRestClassifier', estimator: { kind: 'SVC' } })
    expect(() => checkPipeline(pipeline)).not.toThrow()
    expect(train.suggested).toContain('support vector')
  })

  it('leaves one-vs-rest out when it is switched off', async () => {
    const { train } = await drafting()
    train.draft.steps[train.draft.steps.length - 2].included = false
    expect(train.jobSpec()?.pipeline.steps.at(-1)?.kind).toBe('LogisticRegression')
  })
})
