/** 97.5 % quantile of the normal distribution: the interval holds the true share with 95 %. */
const z = 1.959963984540054

/** Wilson's (1927) 95 % interval of a share of `right` in `n` trials. */
export function wilsonInterval(right: number, n: number): [number, number] {
  if (n === 0) return [0, 1]
  const share = right / n
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const middle = share + (z * z) / (2 * n)
  const scale = 1 + (z * z) / n
  // At the ends rounding would leave 1e-16.
  return [right === 0 ? 0 : (middle - spread) / scale, right === n ? 1 : (middle + spread) / scale]
}
