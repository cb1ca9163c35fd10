/** What a kernel machine took on a part of the training digits. */
export interface SvcTrial {
  readonly rows: number
  readonly seconds: number
  /** Support vectors of all classes together. */
  readonly support: number
}

/** Where the budget is, and what the solver keeps beside kernel rows. */
export interface SvcSize {
  readonly rows: number
  readonly columns: number
  readonly budgetBytes: number
  /** Of a value in a kept kernel row. */
  readonly valueBytes: number
}

export interface SvcForecast {
  readonly seconds: number
  /** Of the workspace: the rest of the budget is filled with kernel rows as far as there are any. */
  readonly bytes: number
  /** Support vectors of all classes together. */
  readonly support: number
}

/** By how much the growth exponent of support vectors falls for e times the rows: classes fill up (MNIST, nine kernels, 2,000 to 12,000 rows; degree 3 up to 60,000). */
const flattening = 0.064
/** Share of a support vector's cost that does not grow with the rows, at 4,000 rows: inner solves. Measured 0.3 to 0.75. */
const leastFixedShare = 0.25
const mostFixedShare = 0.8
const usualFixedShare = 0.5
const usualFixedAt = 4000
/** Rows that are computed although they end up as no support vectors. */
const wasted = 1.2
/** Cost of a row that had to go for lack of room and is computed again, of what it was at first. */
const againCost = 0.25

/**
 * Nearly all of the time goes into support vectors: each costs one pass over all rows (its kernel row, the gradients) and a part in inner
 * solves that does not depend on them, so seconds = support(n) (a n + b). Trials on two parts of the digits, ascending, tell a, b and how
 * support grows; one alone leaves the rest to what is usual.
 */
export function forecastSvc(
  trials: readonly SvcTrial[],
  { rows, columns, budgetBytes, valueBytes }: SvcSize,
): SvcForecast {
  const last = trials[trials.length - 1]
  const support = supportAt(trials, rows)
  const perSupport = last.seconds / last.support
  const fixed = perSupport * fixedShare(trials)
  const perRow = (perSupport - fixed) / last.rows
  const beside = rows * (columns * 4 + 200) + 60 * 2 ** 20
  const kept = Math.max(1, Math.floor((budgetBytes - beside) / (rows * valueBytes)))
  const again = Math.max(0, (support * wasted) / kept - 1)
  return {
    seconds: support * (perRow * (1 + againCost * again) * rows + fixed),
    bytes: Math.min(budgetBytes, beside + Math.min(kept, support * wasted) * rows * valueBytes),
    support: Math.round(support),
  }
}

/** Support vectors that so many rows would have. */
export function supportAt(trials: readonly SvcTrial[], rows: number): number {
  const last = trials[trials.length - 1]
  const further = Math.log(rows / last.rows)
  if (further <= 0) return Math.min(rows, last.support)
  const first = trials[0]
  const between = Math.log(last.rows / first.rows)
  const measured =
    between > 0 ? Math.log(last.support / first.support) / between : usualGrowth(last.support / last.rows)
  const exponent = Math.min(1, Math.max(0.3, measured)) - (flattening * (further + between)) / 2
  return Math.min(rows, last.support * Math.exp(Math.max(0.2, exponent) * further))
}

/** The more of the digits are support vectors, the longer it goes on so. */
function usualGrowth(share: number): number {
  return Math.min(1, Math.max(0.5, 0.75 + 1.1 * (share - 0.8)))
}

/** Of the cost of one support vector in the last trial. */
function fixedShare(trials: readonly SvcTrial[]): number {
  const first = trials[0]
  const last = trials[trials.length - 1]
  if (first.rows === last.rows) {
    const growing = ((1 - usualFixedShare) * last.rows) / usualFixedAt
    return usualFixedShare / (usualFixedShare + growing)
  }
  const perRow = (last.seconds / last.support - first.seconds / first.support) / (last.rows - first.rows)
  const share = 1 - (perRow * last.rows) / (last.seconds / last.support)
  return Math.min(mostFixedShare, Math.max(leastFixedShare, share))
}
