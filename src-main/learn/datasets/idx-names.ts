/** IDX keeps pictures and labels in two files that are named alike; the name tells which is which. */
export function isIdxLabelName(name: string): boolean {
  return /labels/i.test(name)
}

/** Names that the other file of a pair may have, likeliest first. Empty when the name says nothing. */
export function idxPartnerNames(name: string): string[] {
  const partners = /images/i.test(name)
    ? ['idx1-ubyte', 'idx2-int'].map((kind) => name.replace(/images/i, 'labels').replace(/idx3.ubyte/i, kind))
    : [name.replace(/labels/i, 'images').replace(/idx1.ubyte|idx2.int/i, 'idx3-ubyte')]
  const dotted = partners.map((partner) => partner.replace(/\b(idx\d)-/i, '$1.'))
  const all = [...partners, ...dotted].flatMap((partner) => {
    const bare = partner.replace(/\.gz$/i, '')
    return [partner, bare, `${bare}.gz`]
  })
  return [...new Set(all)].filter(
    (partner) => partner !== name && partner.replace(/\.gz$/i, '') !== name.replace(/\.gz$/i, ''),
  )
}
