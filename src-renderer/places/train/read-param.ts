import type { EstimatorDeclaration, ParamDeclaration, ParamValue } from '#learn/pipeline/pipeline-spec.ts'

/** What was typed, as the value it means; text that means none stays text, and `problemOf` refuses it. */
export function readParam(declaration: ParamDeclaration, text: string): ParamValue {
  const trimmed = text.trim()
  if (declaration.type === 'number') {
    const value = Number(trimmed)
    return trimmed === '' || Number.isNaN(value) ? trimmed : value
  }
  if (declaration.type === 'numbers') {
    const values = trimmed.split(/[\s,;]+/).map(Number)
    return trimmed === '' || values.some(Number.isNaN) ? trimmed : values
  }
  return trimmed
}

export function defaultParams(declaration: EstimatorDeclaration): Record<string, ParamValue> {
  return Object.fromEntries(declaration.params.map((param) => [param.name, param.default]))
}

/** Whether a parameter counts beside the others: without it, its field is hidden. */
export function hasEffect({ onlyWith }: ParamDeclaration, params: Record<string, ParamValue>): boolean {
  return Object.entries(onlyWith ?? {}).every(([name, values]) => values.includes(params[name]))
}
