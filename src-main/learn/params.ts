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
        const what = `The parameter ${param.name} of ${kind} must be ${wanted(param)}, not ${typeof value === 'number' ? value : JSON.stringify(value)}.`
        throw new AppError('invalid-argument', what)
      }
      return [param.name, value]
    }),
  )
  declaration.check?.(values)
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

function wanted(param: ParamDeclaration): string {
  switch (param.type) {
    case 'boolean':
      return 'true or false'
    case 'choice':
      return `one of ${param.options.map((option) => option.value).join(', ')}`
    case 'numbers':
      return param.length === 0 ? 'a list of numbers' : `a list of ${param.length} numbers`
    case 'number': {
      const what = param.integer === true ? 'a whole number' : 'a number'
      const low = param.minExclusive === true ? `above ${param.min}` : `from ${param.min}`
      const high = Number.isFinite(param.max) ? `to ${param.max}` : 'upwards'
      const special = param.special === undefined ? '' : ` or ${param.special.join(' or ')}`
      return param.minExclusive === true && !Number.isFinite(param.max)
        ? `${what} ${low}${special}`
        : `${what} ${low} ${high}${special}`
    }
  }
}
