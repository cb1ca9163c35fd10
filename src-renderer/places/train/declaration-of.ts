import type { EstimatorDeclaration } from '#learn/pipeline/pipeline-spec.ts'
import { declarations } from '#learn/pipeline/declarations.ts'

const byKind = new Map(declarations.map((declaration) => [declaration.kind, declaration]))

/** undefined where a preset or an old run names an estimator that this version does not have. */
export function declarationOf(kind: string): EstimatorDeclaration | undefined {
  return byKind.get(kind)
}
