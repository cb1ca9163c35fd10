const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** 60,000 */
export function formatCount(value: number): string {
  return whole.format(value)
}

/** A share of 1 as `97.53 %`, with the thin space that typesetters put before the sign. */
export function formatPercent(share: number, decimals = 2): string {
  return `${(share * 100).toFixed(decimals)}\u202f%`
}

/** Half the width of a 95 % interval, in percentage points: `± 0.30`. */
export function formatMargin(interval: readonly [number, number], decimals = 2): string {
  return `±\u202f${(((interval[1] - interval[0]) / 2) * 100).toFixed(decimals)}`
}

/** Four decimals, as tables have them: 0.9753 */
export function formatScore(value: number | null): string {
  return value === null ? '–' : value.toFixed(4)
}

/** Half the width of a 95 % interval of a score: `± 0.0030`. */
export function formatScoreMargin([low, high]: readonly [number, number]): string {
  return `±\u202f${formatScore((high - low) / 2)}`
}

/** Two significant digits in the unit that suits: `4.2 ms`, `0.41 s`, `24 s`, `3.5 min`, `1.2 h`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 0.0995) return `${twoDigits(seconds * 1000)}\u202fms`
  if (seconds < 99.5) return `${twoDigits(seconds)}\u202fs`
  if (seconds < 5970) return `${twoDigits(seconds / 60)}\u202fmin`
  return `${twoDigits(seconds / 3600)}\u202fh`
}

function twoDigits(value: number): string {
  if (value === 0) return '0'
  if (value >= 9.95) return whole.format(value)
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(value)))
  // Rounding may carry into the next power of ten: 0.0999 is 0.10.
  return value.toFixed(Number(value.toFixed(decimals)) >= 10 ** (1 - decimals + 1) ? decimals - 1 : decimals)
}

/** Megabytes (2^20 bytes) as `310 MB` or `1.9 GB`. */
export function formatMemory(megabytes: number): string {
  return megabytes < 1000 ? `${whole.format(megabytes)}\u202fMB` : `${(megabytes / 1024).toFixed(1)}\u202fGB`
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}\u202fbytes`
  if (bytes < 1_000_000) return `${whole.format(bytes / 1000)}\u202fkB`
  return `${whole.format(bytes / 1_000_000)}\u202fMB`
}

/** `1 digit`, `21 digits`, `60,000 digits` */
export function formatPlural(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`
}

/** Up to `digits` significant digits without trailing zeros: for grey levels, variances, parameters. */
export function formatValue(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return '–'
  if (Number.isInteger(value)) return whole.format(value)
  const size = Math.abs(value)
  if (size >= 1e6 || size < 1e-4) return value.toExponential(digits - 2)
  return new Intl.NumberFormat('en', { maximumSignificantDigits: digits }).format(value)
}
