/** A digit of one's own, from a picture or from the pad: 28 x 28 grey levels, 255 is full ink. */
export interface OwnPicture {
  key: string
  name: string
  /** What it is, as the pad was told or as the file's name says; null: not known. */
  label: number | null
  /** As the file has them; null where it is of another size, or came from the pad. */
  asIs: Uint8Array | null
  normalised: Uint8Array
}

export interface StrangeInk {
  /** Of the digit's ink, on pixels where the mean has hardly any. */
  share: number
  /** The pixel where the digit is darkest beyond the mean. */
  most: number
}

/** How much of a digit lies where the mean of its class has less than a tenth of its own darkest pixel. */
export function strangeInk(own: ArrayLike<number>, mean: ArrayLike<number>): StrangeInk {
  let darkest = 0
  for (let at = 0; at < mean.length; at++) darkest = Math.max(darkest, mean[at])
  let [all, strange, most] = [0, 0, 0]
  for (let at = 0; at < own.length; at++) {
    all += own[at]
    if (mean[at] < darkest / 10) strange += own[at]
    if (own[at] - mean[at] > own[most] - mean[most]) most = at
  }
  return { share: all === 0 ? 0 : strange / all, most }
}

/** Which of the means lies nearest, by the sum of squared differences. */
export function nearestMean(own: ArrayLike<number>, means: readonly ArrayLike<number>[]): number {
  const distances = means.map((mean) => {
    let sum = 0
    for (let at = 0; at < own.length; at++) sum += (own[at] - mean[at]) ** 2
    return sum
  })
  return distances.indexOf(Math.min(...distances))
}
