/** 95 % Wilson interval of a share p of n: (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n), z = 1.96. */
export function wilsonInterval(share: number, n: number): [number, number] {
  if (n === 0) return [0, 1]
  const z = 1.959963984540054
  const centre = share + (z * z) / (2 * n)
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return [(centre - reach) / scale, (centre + reach) / scale]
}
