import { AppError } from './app-error.ts'
import type { EstimatorDeclaration, ParamDeclaration, ParamValue } from './pipeline/pipeline-spec.ts'

/**
 * Fills in the defaults and checks every value against its declaration, then all together; throws `invalid-argument`. As in scikit-learn this happens when fitting begins,
 * not in the constructor.
 */
export function checkedParams<Params extends object>(
  declaration: EstimatorDeclaration,
  given: Partial<Params>,
): Params {
  const { kind, params } = declaration
  const entries = Object.entries(given) as [string, ParamValue][]
  for (const [name] of entries) {
    if (!params.some((param) => param.name === name)) {
      const known = params.map((param) => param.name)
      throw new AppError('invalid-argument', `${kind} has no parameter ${JSON.stringify(name)}.`, {
        hint: known.length === 0 ? 'It takes none.' : `It takes ${known.join(', ')}.`,
      })
    }
  }
  const values = Object.fromEntries(
    params.map((param) => {
      const value = (given as Record<string, ParamValue | undefined>)[param.name] ?? param.default
      if (!fits(param, value)) {
        const what = `The parameter ${param.name} of ${kind} must be ${rangeInWords(param)}, not ${typeof value === 'number' ? value : JSON.stringify(value)}.`
        throw new AppError('invalid-argument', what)
      }
      return [param.name, value]
    }),
  )
  const clash = declaration.clash?.(values)
  if (clash) throw new AppError('invalid-argument', clash.sentence, { hint: clash.hint })
  return values as Params
}

function fits(param: ParamDeclaration, value: ParamValue): boolean {
  switch (param.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'choice':
      return param.options.some((option) => option.value === value)
    case 'numbers':
      return (
        Array.isArray(value) && (param.length === 0 || value.length === param.length) && value.every(Number.isFinite)
      )
    case 'number': {
      if (typeof value === 'string') return param.special?.includes(value) ?? false
      if (typeof value !== 'number' || !Number.isFinite(value)) return false
      if (param.integer === true && !Number.isInteger(value)) return false
      return (param.minExclusive === true ? value > param.min : value >= param.min) && value <= param.max
    }
  }
}

/** Why this value cannot be used, as a form says it; null when it can. */
export function problemOf(param: ParamDeclaration, value: ParamValue): string | null {
  if (fits(param, value)) return null
  const typed = param.type === 'numbers' ? ', separated by commas' : ''
  return `${param.type === 'choice' || param.type === 'boolean' ? 'Choose' : 'Give'} ${rangeInWords(param)}${typed}.`
}

/** "a whole number from 1 to 1,000", "a number above 0", "true or false" */
export function rangeInWords(param: ParamDeclaration): string {
  switch (param.type) {
    case 'boolean':
      return 'true or false'
    case 'choice':
      return `one of ${param.options.map((option) => option.value).join(', ')}`
    case 'numbers':
      return param.length === 0 ? 'a list of numbers' : `a list of ${param.length} numbers`
    case 'number': {
      const { min, max, minExclusive, integer, special } = param
      const what = integer ? 'a whole number' : 'a number'
      const low = minExclusive ? ` above ${bound(min)}` : ` of at least ${bound(min)}`
      const range = !Number.isFinite(max)
        ? Number.isFinite(min)
          ? low
          : ''
        : minExclusive
          ? `${low}, at most ${bound(max)}`
          : ` from ${bound(min)} to ${bound(max)}`
      return [what + range, ...(special ?? [])].join(' or ')
    }
  }
}

function bound(value: number): string {
  const size = Math.abs(value)
  return size >= 1e10 || (size > 0 && size < 1e-3) ? value.toExponential() : value.toLocaleString('en')
}
