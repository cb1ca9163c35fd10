import { classWeightParam, interceptParam, strengthParam, toleranceParam } from '../linear-model/shared-params.ts'
import type { EstimatorDeclaration } from '../pipeline/pipeline-spec.ts'

export const linearSVCDeclaration: EstimatorDeclaration = {
  kind: 'LinearSVC',
  label: 'Linear support vector machine',
  help: 'Separates a digit from the rest by the widest margin. Solved in the primal (dual=False), as fits more digits than pixels.',
  role: 'classifier',
  params: [
    strengthParam('digits inside the margin count against a wide margin'),
    toleranceParam('the slope has fallen to this share of its first size'),
    {
      name: 'maxIter',
      label: 'Iterations at most',
      help: 'Stops after so many Newton steps even if it has not settled.',
      type: 'number',
      min: 1,
      max: 1_000_000,
      integer: true,
      step: 10,
      default: 1000,
    },
    interceptParam('Intercept'),
    {
      name: 'interceptScaling',
      label: 'Intercept scaling',
      help: 'The intercept is the weight of a feature of this value and is kept small like any weight; larger lets it move more freely.',
      type: 'number',
      min: 0,
      minExclusive: true,
      max: Infinity,
      scale: 'log',
      default: 1,
    },
    classWeightParam,
  ],
}
