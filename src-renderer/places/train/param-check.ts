import type { EstimatorDeclaration, ParamDeclaration, ParamValue } from '#learn/pipeline/pipeline-spec.ts'

type NumberDeclaration = Extract<ParamDeclaration, { type: 'number' }>

/** Why this value cannot be used, as a person would say it; null when it can. A field keeps unreadable text as a string. */
export function checkParam(declaration: ParamDeclaration, value: ParamValue): string | null {
  switch (declaration.type) {
    case 'number':
      return checkNumber(declaration, value)
    case 'choice':
      return declaration.options.some((option) => option.value === value) ? null : 'Choose one of the list.'
    case 'boolean':
      return typeof value === 'boolean' ? null : 'Choose yes or no.'
    case 'numbers':
      // Length 0: any number of them.
      return Array.isArray(value) &&
        (declaration.length === 0 || value.length === declaration.length) &&
        value.every(Number.isFinite)
        ? null
        : `Give ${declaration.length || 'some'} numbers, separated by commas.`
  }
}

function checkNumber(declaration: NumberDeclaration, value: ParamValue): string | null {
  if (typeof value === 'string' && declaration.special?.includes(value)) return null
  if (typeof value !== 'number' || !Number.isFinite(value)) return `Give ${rangeInWords(declaration)}.`
  const tooSmall = declaration.minExclusive ? value <= declaration.min : value < declaration.min
  const notWhole = declaration.integer === true && !Number.isInteger(value)
  return tooSmall || value > declaration.max || notWhole ? `Give ${rangeInWords(declaration)}.` : null
}

/** Whether a parameter counts beside the others: without it, its field is hidden. */
export function hasEffect({ onlyWith }: ParamDeclaration, params: Record<string, ParamValue>): boolean {
  return Object.entries(onlyWith ?? {}).every(([name, values]) => values.includes(params[name]))
}

/** "a whole number from 1 to 1,000", "a number above 0". */
export function rangeInWords(declaration: NumberDeclaration): string {
  const { min, max, minExclusive, integer } = declaration
  const kind = integer ? 'a whole number' : 'a number'
  const said = (bound: number) =>
    Math.abs(bound) >= 1e6 || (bound !== 0 && Math.abs(bound) < 1e-3)
      ? bound.toExponential()
      : bound.toLocaleString('en')
  if (!Number.isFinite(max)) {
    if (!Number.isFinite(min)) return kind
    return minExclusive ? `${kind} above ${said(min)}` : `${kind} of at least ${said(min)}`
  }
  return minExclusive ? `${kind} above ${said(min)}, at most ${said(max)}` : `${kind} from ${said(min)} to ${said(max)}`
}

/** What was typed, as the value it means; text that means none stays text, and `checkParam` refuses it. */
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
