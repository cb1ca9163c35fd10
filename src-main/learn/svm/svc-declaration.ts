import type { EstimatorDeclaration } from '../pipeline/pipeline-spec.ts'
import type { KernelName } from './kernel.ts'

export interface SVCParams {
  kernel: KernelName
  C: number
  gamma: number | 'scale' | 'auto'
  degree: number
  coef0: number
  classWeight: 'none' | 'balanced'
  tol: number
  /** -1: as many as it takes. */
  maxIter: number
}

export const svcDeclaration: EstimatorDeclaration = {
  kind: 'SVC',
  label: 'Support vector machine',
  help: 'Keeps the digits that are hardest to tell apart and compares new ones with them; slow to train, hard to beat. What it compared is kept in memory (Memory, in the Run card of Train); the more there is, the less is computed twice.',
  role: 'classifier',
  params: [
    {
      name: 'kernel',
      label: 'Kernel',
      help: 'How two digits are compared. Polynomial and RBF do well on digits, sigmoid does not, linear is plain.',
      type: 'choice',
      options: [
        { value: 'rbf', label: 'RBF' },
        { value: 'poly', label: 'Polynomial' },
        { value: 'sigmoid', label: 'Sigmoid' },
        { value: 'linear', label: 'Linear' },
      ],
      default: 'rbf',
    },
    {
      name: 'C',
      label: 'C',
      help: 'How much a mistake counts; raise it when training digits are missed, lower it when test digits do much worse than they.',
      type: 'number',
      min: 0,
      minExclusive: true,
      max: Infinity,
      scale: 'log',
      default: 1,
    },
    {
      name: 'gamma',
      onlyWith: { kernel: ['poly', 'rbf', 'sigmoid'] },
      label: 'Gamma',
      help: 'How near two digits must be to count as alike; "scale" fits it to how much the pixels vary.',
      type: 'number',
      min: 0,
      max: Infinity,
      scale: 'log',
      special: ['scale', 'auto'],
      default: 'scale',
    },
    {
      name: 'degree',
      onlyWith: { kernel: ['poly'] },
      label: 'Degree',
      help: 'How many pixels the kernel looks at together. On scaled pixels 3 does best and 4 a little worse; 9 pays only on upright digits with virtual support vectors.',
      type: 'number',
      min: 0,
      max: 30,
      integer: true,
      step: 1,
      default: 3,
    },
    {
      name: 'coef0',
      onlyWith: { kernel: ['poly', 'sigmoid'] },
      label: 'Constant',
      help: 'Added before the power or the sigmoid; above 0 a polynomial also looks at fewer pixels together.',
      type: 'number',
      min: -Infinity,
      max: Infinity,
      default: 0,
    },
    {
      name: 'classWeight',
      label: 'Class weights',
      help: 'Balanced makes rare digits count as much as frequent ones.',
      type: 'choice',
      options: [
        { value: 'none', label: 'All alike' },
        { value: 'balanced', label: 'Balanced' },
      ],
      default: 'none',
    },
    {
      name: 'tol',
      label: 'Tolerance',
      help: 'Stops when no pair of digits can improve the solution by more than this; smaller is more exact and slower.',
      type: 'number',
      min: 0,
      minExclusive: true,
      max: Infinity,
      scale: 'log',
      default: 1e-3,
    },
    {
      name: 'maxIter',
      label: 'Steps at most',
      help: 'Stops each two-class problem after this many steps; -1 lets it go on until it converges.',
      type: 'number',
      min: -1,
      max: 1_000_000_000,
      integer: true,
      default: -1,
    },
  ],
}
