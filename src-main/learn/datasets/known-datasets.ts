/** The dataset ids of MNIST's two parts. */
export const mnist = {
  train: '9ce5683b61d2cf2412348114b17a603d5afedc7c9db15007afd53b28e4243001',
  test: 'af6a9961f3ce2b9d73c0bb7de405a4280b574c8fe4e036f24fb45ec6e1f37d4b',
} as const

/** Well-known sets by their dataset id, so they are recognised in whatever file they come. */
const known = new Map<string, string>([
  [mnist.train, 'MNIST training set'],
  [mnist.test, 'MNIST test set'],
])

export function nameOfKnownDataset(id: string): string | null {
  return known.get(id) ?? null
}

/** The sentence on a file, with the name of the set it turned out to hold. */
export function withKnownName(sentence: string, name: string | null): string {
  return name === null
    ? sentence
    : `${sentence.replace(/\.$/, '')}; these are the digits of the ${name} (checksum matches).`
}
