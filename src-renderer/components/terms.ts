interface TermEntry {
  name: string
  /** Two plain sentences. */
  sentences: string
  formula?: string
}

const catalogue = {
  mean: {
    name: 'Mean image',
    sentences:
      'The average grey level of each pixel over all training digits. Bright pixels are inked in most digits, black ones in none.',
    formula: 'mean[j] = (x[1,j] + ... + x[n,j]) / n',
  },
  variance: {
    name: 'Variance',
    sentences:
      'How much a pixel differs from digit to digit, in squared grey levels. A pixel that is always the same tells a classifier nothing.',
    formula: 'var[j] = mean of (x[i,j] - mean[j])²',
  },
  varianceThreshold: {
    name: 'Variance threshold',
    sentences:
      'Pixels whose variance is above the threshold are kept, the rest are left out of training and prediction. Fewer pixels train faster and seldom cost accuracy as long as only the border goes.',
    formula: 'keep j if var[j] > threshold; at 0: if min(var[j], max[j] - min[j]) > 0',
  },
  standardScaling: {
    name: 'Standard scaling',
    sentences:
      'Each pixel is shifted to mean 0 and stretched to standard deviation 1, as measured on the training digits. So rarely inked pixels weigh as much as busy ones.',
    formula: 'z = (x - mean) / sqrt(var)',
  },
  oneVsRest: {
    name: 'One against the rest',
    sentences:
      'One classifier a digit learns to tell that digit from the nine others. The digit whose classifier is most certain wins.',
    formula: 'predicted = argmax over k of score_k(x)',
  },
  accuracy: {
    name: 'Accuracy',
    sentences: 'The share of test digits that were read right. The test digits were not seen in training.',
    formula: 'accuracy = right / all',
  },
  interval: {
    name: '95 % interval',
    sentences:
      'With another test set of the same size the accuracy would be a little different. The true value lies in this range in 95 of 100 such cases (Wilson).',
    formula: '(p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n), z = 1.96',
  },
  f1: {
    name: 'F1 score',
    sentences:
      'Joins precision and recall into one number: it is high only when both are. The weighted F1 averages over the digits by how often each occurs.',
    formula: 'F1 = 2 precision recall / (precision + recall)',
  },
  precision: {
    name: 'Precision',
    sentences: 'Of all that were read as this digit, the share that really is this digit. It falls with false alarms.',
    formula: 'precision = true positives / (true + false positives)',
  },
  recall: {
    name: 'Recall',
    sentences:
      'Of all that really are this digit, the share that was read as it. The notebook calls it the accuracy of a digit.',
    formula: 'recall = true positives / (true positives + false negatives)',
  },
  negativeProbability: {
    name: 'Mean negative probability',
    sentences:
      'How probable the model finds this digit, averaged over the samples of all other digits. The lower, the seldomer it suspects this digit where it is not.',
    formula: 'mean of P(digit | x) over all x that are another digit',
  },
  positiveProbability: {
    name: 'Mean positive probability',
    sentences:
      'How probable the model finds this digit, averaged over the samples that really are it. The higher, the surer it is of them.',
    formula: 'mean of P(digit | x) over all x that are this digit',
  },
  averagePrecision: {
    name: 'Average precision',
    sentences:
      'The precision at every threshold, averaged by how much recall each step adds: the area under the curve of precision over recall. 1 means that some threshold separates the digit from all others.',
    formula: 'AP = sum of (R_n - R_(n-1)) P_n',
  },
  roc: {
    name: 'ROC curve',
    sentences:
      'The share of this digit that is found over the share of other digits called so, one point for each threshold. The area under it is the chance that a sample of this digit scores higher than one of another: 1 is perfect, 0.5 a toss of a coin.',
    formula: 'TP / (TP + FN) over FP / (FP + TN)',
  },
  confusion: {
    name: 'Confusion matrix',
    sentences:
      'Row: what a digit is; column: what it was read as. The diagonal is right, every other cell counts one kind of mistake.',
    formula: 'C[t][p] = number of digits t read as p',
  },
  convergence: {
    name: 'Convergence',
    sentences:
      'A solver has converged when another step would hardly lower the objective. Where it stops at its limit before, the model can be used, and more iterations may make it a little better.',
  },
  falsePositives: {
    name: 'False positives',
    sentences: 'Digits that are read as this one and are another: false alarms. They lower the precision.',
    formula: 'FP = all that are read as it - those of them that are it',
  },
  falseNegatives: {
    name: 'False negatives',
    sentences: 'Digits that are this one and are read as another: misses. They lower the recall.',
    formula: 'FN = all that are it - those of them that are read as it',
  },
  objective: {
    name: 'Objective',
    sentences:
      'The quantity that training makes small: the errors on the training digits and a price for large weights. When it stops falling, training is done.',
  },
  regularisation: {
    name: 'C',
    sentences:
      'How much an error on a training digit costs against large weights. Large C fits the training digits closely, small C keeps the weights small and often does better on new digits.',
    formula: 'minimise ||w||² / 2 + C sum of losses',
  },
  probability: {
    name: 'Probability',
    sentences:
      'How certain the model says it is, between 0 and 1. It is the model’s own opinion; a calibrated model is right as often as it says.',
    formula: 'P = 1 / (1 + exp(-score))',
  },
  margin: {
    name: 'Margin',
    sentences:
      'The decision value of the winning digit: how far on its side of the boundary a digit lies. It has no unit and is not a probability.',
    formula: 'score = w · x + b',
  },
  threshold: {
    name: 'Threshold',
    sentences:
      'A digit is called positive when its score lies above the threshold. A lower one misses fewer and raises more false alarms; the curves show every choice at once.',
    formula: 'true positive rate = TP / (TP + FN), false positive rate = FP / (FP + TN)',
  },
  weights: {
    name: 'Weights',
    sentences:
      'What a linear model adds to the score of a digit for ink in each pixel: blue speaks for the digit, red against it. Per grey level means after undoing the scaling.',
    formula: 'score = sum of w_j (x_j - mean_j) / sigma_j + b',
  },
  mcnemar: {
    name: 'McNemar test',
    sentences:
      'Looks only at the digits that exactly one of two models reads right. Were the models equally good, each of these would be a toss of a coin.',
    formula: 'p = 2 P(at most min(a, b) heads in a + b tosses)',
  },
  supportVectors: {
    name: 'Support vectors',
    sentences:
      'The training digits nearest to the boundary; a kernel machine consists of them alone. More of them make a slower and usually more doubtful model.',
    formula: 'score(x) = sum of a_i K(x_i, x) + b',
  },
  checksum: {
    name: 'Known digits',
    sentences:
      'The decoded pixels and labels have the checksum (sha256) of a well-known set. So these are exactly those digits, whatever the file is called.',
  },
} satisfies Record<string, TermEntry>

export type Term = keyof typeof catalogue

/** Every term that the application explains. */
export const terms: Record<Term, TermEntry> = catalogue
