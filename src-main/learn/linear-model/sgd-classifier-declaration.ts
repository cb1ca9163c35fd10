import type { EstimatorDeclaration, ParamClash, ParamValue } from '../pipeline/pipeline-spec.ts'
import { classWeightParam, interceptParam } from './shared-params.ts'

export const sgdClassifierDeclaration: EstimatorDeclaration = {
  kind: 'SGDClassifier',
  label: 'Linear model by gradient steps',
  help: 'Corrects its weights after every single digit. Very quick; a little different for every seed.',
  role: 'classifier',
  params: [
    {
      name: 'loss',
      label: 'Loss',
      help: 'How mistakes are counted. Log loss gives probabilities (logistic regression), hinge a linear SVM.',
      type: 'choice',
      options: [
        { value: 'log_loss', label: 'Log loss' },
        { value: 'hinge', label: 'Hinge' },
        { value: 'squared_hinge', label: 'Squared hinge' },
        { value: 'modified_huber', label: 'Modified Huber' },
        { value: 'perceptron', label: 'Perceptron' },
      ],
      default: 'hinge',
    },
    {
      name: 'penalty',
      label: 'Penalty',
      help: 'Keeps weights small; the absolute one also sets many of them to exactly 0.',
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
      name: 'alpha',
      label: 'Alpha',
      help: 'Strength of the penalty; it also sets the pace of the optimal schedule.',
      type: 'number',
      min: 0,
      max: Infinity,
      scale: 'log',
      default: 1e-4,
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
      default: 0.15,
    },
    {
      name: 'maxIter',
      label: 'Epochs at most',
      help: 'How often it goes through all digits; the notebook takes 5.',
      type: 'number',
      min: 1,
      max: 1_000_000,
      integer: true,
      default: 1000,
    },
    {
      name: 'tol',
      label: 'Tolerance',
      help: 'Stops when the loss has not fallen by this much for a few epochs; none: always all epochs.',
      type: 'number',
      min: 0,
      max: Infinity,
      scale: 'log',
      special: ['none'],
      default: 1e-3,
    },
    {
      name: 'nIterNoChange',
      label: 'Patience',
      help: 'Epochs without progress before it stops.',
      type: 'number',
      min: 1,
      max: 1000,
      integer: true,
      default: 5,
    },
    {
      name: 'learningRate',
      label: 'Schedule',
      help: 'How the step size changes. Optimal shrinks it with every digit seen and needs no tuning.',
      type: 'choice',
      options: [
        { value: 'optimal', label: 'Optimal' },
        { value: 'constant', label: 'Constant' },
        { value: 'invscaling', label: 'Inverse scaling' },
        { value: 'adaptive', label: 'Adaptive' },
      ],
      default: 'optimal',
    },
    {
      name: 'eta0',
      onlyWith: { learningRate: ['constant', 'invscaling', 'adaptive'] },
      label: 'First step size',
      help: 'Used by every schedule but optimal.',
      type: 'number',
      min: 0,
      max: Infinity,
      scale: 'log',
      default: 0,
    },
    {
      name: 'powerT',
      onlyWith: { learningRate: ['invscaling'] },
      label: 'Exponent of inverse scaling',
      help: 'Step size = first step / (digits seen) to this power.',
      type: 'number',
      min: -10,
      max: 10,
      step: 0.1,
      default: 0.5,
    },
    {
      name: 'average',
      label: 'Average from step',
      help: 'Averages the weights from this step on, which steadies them; 0 never does.',
      type: 'number',
      min: 0,
      max: 1e9,
      integer: true,
      default: 0,
    },
    {
      name: 'shuffle',
      label: 'Shuffle',
      help: 'Mixes the digits before every epoch; leave it on.',
      type: 'boolean',
      default: true,
    },
    interceptParam('Free intercept'),
    classWeightParam,
  ],
  clash: scheduleClash,
}

function scheduleClash({ learningRate, eta0, alpha }: Record<string, ParamValue>): ParamClash | null {
  if (learningRate !== 'optimal' && eta0 === 0) {
    return { param: 'eta0', sentence: `With the "${String(learningRate)}" schedule eta0 must be above 0.` }
  }
  if (learningRate === 'optimal' && alpha === 0) {
    return { param: 'alpha', sentence: 'With the "optimal" schedule alpha must be above 0.' }
  }
  return null
}
