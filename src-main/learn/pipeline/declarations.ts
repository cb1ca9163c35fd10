import { pixelMaskDeclaration } from '../feature-selection/pixel-mask-declaration.ts'
import { varianceThresholdDeclaration } from '../feature-selection/variance-threshold-declaration.ts'
import { logisticRegressionDeclaration } from '../linear-model/logistic-regression-declaration.ts'
import { sgdClassifierDeclaration } from '../linear-model/sgd-classifier-declaration.ts'
import { oneVsRestClassifierDeclaration } from '../multiclass/one-vs-rest-classifier-declaration.ts'
import { kNeighborsClassifierDeclaration } from '../neighbors/k-neighbors-classifier-declaration.ts'
import { augmentDeclaration } from '../preprocessing/augment-declaration.ts'
import { deskewDeclaration } from '../preprocessing/deskew-step-declaration.ts'
import { normalizerDeclaration } from '../preprocessing/normalizer-declaration.ts'
import { standardScalerDeclaration } from '../preprocessing/standard-scaler-declaration.ts'
import { linearSVCDeclaration } from '../svm/linear-svc-declaration.ts'
import { svcDeclaration } from '../svm/svc-declaration.ts'
import { virtualSupportVectorsDeclaration } from '../svm/virtual-support-vectors-declaration.ts'
import type { EstimatorDeclaration } from './pipeline-spec.ts'

/** What forms are drawn from: the declarations of registry.ts without the solvers, so that a page can have them alone. */
export const declarations: EstimatorDeclaration[] = [
  varianceThresholdDeclaration,
  pixelMaskDeclaration,
  augmentDeclaration,
  deskewDeclaration,
  normalizerDeclaration,
  standardScalerDeclaration,
  oneVsRestClassifierDeclaration,
  virtualSupportVectorsDeclaration,
  logisticRegressionDeclaration,
  linearSVCDeclaration,
  svcDeclaration,
  sgdClassifierDeclaration,
  kNeighborsClassifierDeclaration,
]
