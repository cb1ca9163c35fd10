/**
 * McNemar's exact test (1947) of two models on the same samples, which only one of them reads right: with equal models each such
 * sample is a toss of a coin. Two-sided p-value of the binomial distribution.
 */
export function mcnemar(onlyFirstWrong: number, onlySecondWrong: number): number {
  const n = onlyFirstWrong + onlySecondWrong
  const fewer = Math.min(onlyFirstWrong, onlySecondWrong)
  if (n === 0) return 1
  // log of C(n, k) / 2^n, from one k to the next: thousands of tosses would underflow otherwise.
  let logTerm = -n * Math.LN2
  let sum = Math.exp(logTerm)
  for (let k = 1; k <= fewer; k++) {
    logTerm += Math.log((n - k + 1) / k)
    sum += Math.exp(logTerm)
  }
  return Math.min(1, 2 * sum)
}
