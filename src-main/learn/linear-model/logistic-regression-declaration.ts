import type { EstimatorDeclaration, ParamClash, ParamValue } from '../pipeline/pipeline-spec.ts'
import { classWeightParam, interceptParam, strengthParam, toleranceParam } from './shared-params.ts'

/** 0: as many iterations as are allowed. */
const orZero = { type: 'number', min: 0, minExclusive: false, max: Infinity, scale: 'log' } as const

export const logisticRegressionDeclaration: EstimatorDeclaration = {
  kind: 'LogisticRegression',
  label: 'Logistic regression',
  help: 'Weighs every pixel for and against a digit and turns the sum into a probability.',
  role: 'classifier',
  params: [
    {
      name: 'solver',
      label: 'Solver',
      help: 'How the weights are found. L-BFGS converges quickly; SAGA goes digit by digit, as the notebook does.',
      type: 'choice',
      options: [
        { value: 'lbfgs', label: 'L-BFGS' },
        { value: 'saga', label: 'SAGA' },
        { value: 'sag', label: 'SAG' },
      ],
      default: 'lbfgs',
    },
    {
      name: 'penalty',
      label: 'Penalty',
      help: 'Keeps weights small; the absolute one, for SAGA alone, also sets many of them to exactly 0.',
      type: 'choice',
      options: [
        { value: 'l2', label: 'Squared weights' },
        { value: 'l1', label: 'Absolute weights' },
        { value: 'elasticnet', label: 'Both' },
        { value: 'none', label: 'None' },
      ],
      default: 'l2',
    },
    {
      name: 'l1Ratio',
      onlyWith: { penalty: ['elasticnet'] },
      label: 'Share of the absolute penalty',
      help: 'Only with both penalties: 0 is the squared one alone, 1 the absolute one alone.',
      type: 'number',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
    },
    strengthParam('mistakes count against large weights'),
    { ...toleranceParam('the weights hardly change any more'), ...orZero },
    {
      name: 'maxIter',
      label: 'Iterations at most',
      help: 'Stops after this many passes over the digits even if it has not converged; raise it when told so.',
      type: 'number',
      min: 1,
      max: 1_000_000,
      integer: true,
      step: 10,
      default: 100,
    },
    interceptParam('Free intercept'),
    classWeightParam,
  ],
  clash: penaltyClash,
}

function penaltyClash({ solver, penalty }: Record<string, ParamValue>): ParamClash | null {
  if (solver === 'saga' || (penalty !== 'l1' && penalty !== 'elasticnet')) return null
  return {
    param: 'penalty',
    sentence: `LogisticRegression can take the penalty ${penalty} only with the solver saga, not with ${String(solver)}.`,
    hint: 'Choose the solver saga, or the penalty l2.',
  }
}
