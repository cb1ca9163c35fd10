import { capitalisedDigit } from '#learn/datasets/digit-words.ts'
import type { ParamValue } from '#learn/pipeline/pipeline-spec.ts'
import type { PipelinePreset } from './pipeline-presets.ts'
import { formatCount } from '#renderer/format-number.ts'
import { defaultParams } from './read-param.ts'
import { draftOf, isLeftOut, type Declarations, type PipelineDraft } from './pipeline-draft.ts'

/** The preset's name and what was changed in it, so that runs can be told apart without anybody naming them. */
export function suggestName(
  preset: PipelinePreset,
  draft: PipelineDraft,
  rows: ParamValue,
  declarations: Declarations,
): string {
  const original = draftOf(preset.pipeline, declarations)
  const changes: string[] = []
  /** Steps that the preset does not have. */
  let added = 0
  draft.steps.forEach((step, index) => {
    if (isLeftOut(step, draft)) {
      if (!step.included) changes.push(`no ${(declarations(step.kind)?.label ?? step.kind).toLowerCase()}`)
      return
    }
    if (step.kind === 'PixelMask') {
      changes.push('own mask')
      if (!original.steps.some(({ kind }) => kind === 'VarianceThreshold')) added = 1
      return
    }
    const before = original.steps[index - added]
    const declaration = declarations(step.kind)
    const same = before?.kind === step.kind
    if (!same) changes.push(declaration?.label.toLowerCase() ?? step.kind)
    const usual = same || !declaration ? before?.params : defaultParams(declaration)
    for (const [name, value] of Object.entries(step.params)) {
      if (String(value) !== String(usual?.[name])) changes.push(`${spelled(name)} ${String(value)}`)
    }
  })
  if (typeof rows === 'number') changes.push(`${formatCount(rows)} rows`)
  return [nameOf(preset, draft), ...changes].join(', ')
}

function nameOf(preset: PipelinePreset, draft: PipelineDraft): string {
  const now = draft.positive?.[0]
  if (now === preset.pipeline.positive?.[0]) return preset.name
  return now === undefined ? 'All digits' : `${capitalisedDigit(now)} or not`
}

/** maxIter -> "max iter"; C stays C. */
function spelled(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/ [A-Z]/g, (letter) => letter.toLowerCase())
}
