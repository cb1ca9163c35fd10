/**
 * Losses L(p, y) of a linear score p and a target y = ±1, with their derivative in p, as scikit-learn's SGD and SAGA evaluate them
 * (the cut-offs at ±18 included: there log(1 + exp(-z)) equals its asymptote in float64).
 */
export interface Loss {
  loss(p: number, y: number): number
  dloss(p: number, y: number): number
}

const logLoss: Loss = {
  loss(p, y) {
    const z = p * y
    if (z > 18) return Math.exp(-z)
    if (z < -18) return -z
    return Math.log(1 + Math.exp(-z))
  },
  dloss(p, y) {
    const z = p * y
    if (z > 18) return Math.exp(-z) * -y
    if (z < -18) return -y
    return -y / (Math.exp(z) + 1)
  },
}

const hingeLike = (threshold: number): Loss => ({
  loss: (p, y) => (p * y <= threshold ? threshold - p * y : 0),
  dloss: (p, y) => (p * y <= threshold ? -y : 0),
})

const squaredHinge: Loss = {
  loss(p, y) {
    const z = 1 - p * y
    return z > 0 ? z * z : 0
  },
  dloss(p, y) {
    const z = 1 - p * y
    return z > 0 ? -2 * y * z : 0
  },
}

const modifiedHuber: Loss = {
  loss(p, y) {
    const z = p * y
    if (z >= 1) return 0
    return z >= -1 ? (1 - z) * (1 - z) : -4 * z
  },
  dloss(p, y) {
    const z = p * y
    if (z >= 1) return 0
    return z >= -1 ? 2 * (1 - z) * -y : -4 * y
  },
}

export const losses = {
  log_loss: logLoss,
  hinge: hingeLike(1),
  perceptron: hingeLike(0),
  squared_hinge: squaredHinge,
  modified_huber: modifiedHuber,
} satisfies Record<string, Loss>

export type LossName = keyof typeof losses

/** A routine is told its loss by the index in this list. */
export const lossNames = [
  'log_loss',
  'hinge',
  'perceptron',
  'squared_hinge',
  'modified_huber',
] as const satisfies LossName[]
