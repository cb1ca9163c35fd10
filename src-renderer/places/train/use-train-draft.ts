import { computed, ref, watch } from 'vue'
import { defineStore } from 'pinia'
import type { ParamValue } from '#learn/pipeline/pipeline-spec.ts'
import { memoryLimitsMB, type JobSpec } from '#rpc/contract/job.ts'
import { pipelinePresets, type PipelinePreset } from './pipeline-presets.ts'
import { useSession } from '#renderer/session.ts'
import { declarationOf } from './declaration-of.ts'
import { defaultParams } from './read-param.ts'
import { checkDraft, draftOf, isLeftOut, specOf, wholeProblem, type PipelineDraft } from './pipeline-draft.ts'
import { suggestName } from './suggest-name.ts'

/** Before the first step that does not need whole images. */
function placeOfMask(steps: PipelineDraft['steps']): number {
  return steps.findIndex(({ kind }) => kind !== 'Augment' && kind !== 'Deskew')
}

/** What is set up in Train; kept while one looks at other places. */
export const useTrainDraft = defineStore('train-draft', () => {
  const session = useSession()
  const preset = ref<PipelinePreset>(pipelinePresets[0])
  const draft = ref<PipelineDraft>(draftOf(preset.value.pipeline, declarationOf))
  /** null: all rows. Unreadable text stays a string. */
  const rows = ref<ParamValue>(null)
  const threads = ref<ParamValue>(session.description?.cores ?? 1)
  const memoryMB = ref<ParamValue>(session.description?.budgetMB ?? 1024)
  const mostMemoryMB = computed(() => Math.min(session.description?.memoryMB ?? Infinity, memoryLimitsMB.max))
  /** Sets of own digits that join the training rows. */
  const own = ref<string[] | undefined>(undefined)
  /** Empty: the suggested name. */
  const ownName = ref('')

  /** Moves whole images up to the classifier, so pixels cannot be left out before it. */
  const movesImages = computed(() => draft.value.steps.some(({ kind }) => kind === 'VirtualSupportVectors'))

  const selector = () => draft.value.steps.find((step) => step.kind === 'VarianceThreshold')

  /** The pipeline's choice of pixels is that of Features: the threshold there, or the mask painted there. */
  function follow() {
    const size = session.train && session.train.height * session.train.width
    const mask = session.ownMask?.length === size ? session.ownMask : null
    const { steps } = draft.value
    const at = steps.findIndex(({ kind }) => kind === 'VarianceThreshold' || kind === 'PixelMask')
    const ofThreshold = preset.value.pipeline.steps.some(({ kind }) => kind === 'VarianceThreshold')
    if (mask) {
      const step = { kind: 'PixelMask', included: steps[at]?.included ?? true, params: { mask: [...mask] } }
      if (at >= 0) steps[at] = step
      else if (!movesImages.value) steps.splice(placeOfMask(steps), 0, step)
    } else if (at >= 0 && ofThreshold) {
      const { included } = steps[at]
      steps[at] = { kind: 'VarianceThreshold', included, params: { threshold: session.threshold } }
    } else if (at >= 0) steps.splice(at, 1)
  }
  follow()
  watch([() => session.threshold, () => session.ownMask, () => session.train?.id], follow)
  // Features and this card show one and the same threshold.
  watch(
    () => selector()?.params.threshold,
    (threshold) => {
      if (typeof threshold === 'number' && threshold >= 0 && threshold !== session.threshold)
        session.threshold = threshold
    },
  )

  function choose(id: string) {
    preset.value = pipelinePresets.find((each) => each.id === id) ?? pipelinePresets[0]
    draft.value = draftOf(preset.value.pipeline, declarationOf)
    const threshold = selector()?.params.threshold
    if (typeof threshold === 'number') session.followPreset(threshold)
    if (session.ownMask !== null) follow()
    ownName.value = ''
  }

  /** Another estimator in the same place, with its defaults. */
  function replaceEstimator(index: number, kind: string) {
    const declaration = declarationOf(kind)
    if (declaration) draft.value.steps[index] = { kind, included: true, params: defaultParams(declaration) }
  }

  const suggested = computed(() => suggestName(preset.value, draft.value, rows.value, declarationOf))
  const name = computed(() => ownName.value.trim() || suggested.value)

  const problems = computed(() => {
    const found = checkDraft(draft.value, declarationOf)
    const most = session.train?.rows ?? Infinity
    const cores = session.description?.cores ?? 1
    const ask = (field: string, value: ParamValue, min: number, max: number) => {
      const problem = wholeProblem(value, min, max)
      if (problem !== null) found.set(field, problem)
    }
    if (rows.value !== null) ask('rows', rows.value, 10, most)
    ask('threads', threads.value, 1, cores)
    ask('memory', memoryMB.value, memoryLimitsMB.min, mostMemoryMB.value)
    return found
  })

  /** Why it cannot start; null when it can. */
  const obstacle = computed<{ sentence: string; where: 'data' | 'form' } | null>(() => {
    const { train, test } = session
    if (!train && !test) return { sentence: 'Open training and test digits first.', where: 'data' }
    if (!train) return { sentence: 'Open training digits first.', where: 'data' }
    if (!test) return { sentence: 'Open test digits first.', where: 'data' }
    if (train.height !== test.height || train.width !== test.width) {
      const sizes = `${train.height} × ${train.width} and ${test.height} × ${test.width}`
      return { sentence: `Training and test digits differ in size: ${sizes}.`, where: 'data' }
    }
    if (train.unlabelled === train.rows) return { sentence: 'The training digits carry no labels.', where: 'data' }
    if (problems.value.size > 0) return { sentence: 'Correct the marked fields first.', where: 'form' }
    return null
  })

  function jobSpec(): JobSpec | null {
    if (obstacle.value || !session.train || !session.test) return null
    return {
      name: name.value,
      pipeline: specOf(draft.value, declarationOf),
      train: session.train.id,
      test: session.test.id,
      ...(typeof rows.value === 'number' ? { rows: rows.value } : {}),
      ...(own.value === undefined ? {} : { own: [...own.value] }),
      threads: Number(threads.value),
      memoryMB: Number(memoryMB.value),
    }
  }

  return {
    preset,
    draft,
    rows,
    own,
    threads,
    memoryMB,
    mostMemoryMB,
    ownName,
    suggested,
    problems,
    obstacle,
    choose,
    replaceEstimator,
    jobSpec,
    /** A mask made by hand that this pipeline cannot use. */
    maskUnused: computed(() => session.ownMask !== null && movesImages.value),
    isLeftOut: (index: number) => isLeftOut(draft.value.steps[index], draft.value),
  }
})
