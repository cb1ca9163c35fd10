/** Room beside the outermost points, as a factor. */
const room = 1.6

/** Ends of a logarithmic axis over these times: a decade at least, so that three marks or more stand on it even for one model. */
export function timeRange(seconds: number[]): { min: number; max: number } {
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)]
  const around = Math.max(room, Math.sqrt((10 * least) / most))
  return { min: least / around, max: most * around }
}

/** 1, 2 and 5 times a power of ten; on a long axis powers of ten alone. */
export function isMarkedTime(seconds: number, { min, max }: { min: number; max: number }): boolean {
  const marked = max / min > 3e3 ? /^10*$|^0\.0*1$/ : /^[125]0*$|^0\.0*[125]$/
  return marked.test(String(seconds))
}
