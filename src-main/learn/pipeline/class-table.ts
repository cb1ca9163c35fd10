import { AppError } from '../app-error.ts'
import type { Classifier, ClassifierClass, Fitted, FittedClassifier, TransformerClass } from '../estimator.ts'

export type AnyTransformerClass = TransformerClass<Fitted>
export type AnyClassifierClass = ClassifierClass<FittedClassifier>
export type AnyClassifier = Classifier<FittedClassifier>

const transformers = new Map<string, AnyTransformerClass>()
const classifiers = new Map<string, AnyClassifierClass>()

/** Filled by registry.ts; apart from it so that meta-estimators can look up what they wrap without a circle of imports. */
export function enterTransformer(entry: AnyTransformerClass): void {
  transformers.set(entry.declaration.kind, entry)
}

export function enterClassifier(entry: AnyClassifierClass): void {
  classifiers.set(entry.declaration.kind, entry)
}

export function transformerClass(kind: string): AnyTransformerClass {
  return transformers.get(kind) ?? unknownKind(kind, [...transformers.keys()])
}

export function classifierClass(kind: string): AnyClassifierClass {
  return classifiers.get(kind) ?? unknownKind(kind, [...classifiers.keys()])
}

export function isTransformer(kind: string): boolean {
  return transformers.has(kind)
}

/** Whether a fitted classifier, whatever its kind, gives probabilities. */
export function givesProbabilities(fitted: FittedClassifier): boolean {
  const entry = classifierClass(fitted.kind)
  return entry.predictProba !== undefined && (entry.givesProbabilities?.(fitted) ?? true)
}

function unknownKind(kind: string, known: string[]): never {
  throw new AppError('invalid-argument', `There is no estimator ${JSON.stringify(kind)} for this place.`, {
    hint: `Known here: ${known.join(', ')}.`,
  })
}
