/** Room beside the outermost points, as a factor. */
const room = 1.6

/** Ends of a logarithmic axis over these times: a decade at least, so that three marks or more stand on it even for one model. */
export function timeRange(seconds: number[]): { min: number; max: number } {
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)]
  const around = Math.max(room, Math.sqrt((10 * least) / most))
  return { min: least / around, max: most * around }
}

/** 1, 2 and 5 times a power of ten. */
export function isMarkedTime(seconds: number): boolean {
  return /^[125]0*$|^0\.0*[125]$/.test(String(seconds))
}
