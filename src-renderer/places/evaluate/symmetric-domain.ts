/** Limits about 0, one for all images, within which a share of the kept pixels' values lies. */
export function symmetricDomain(images: Float64Array[], kept: Uint8Array, share = 1): readonly [number, number] {
  const sizes = images.flatMap((image) =>
    Array.from(
      image.filter((_, pixel) => kept[pixel]),
      Math.abs,
    ),
  )
  const sorted = Float64Array.from(sizes).sort()
  const limit = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] || sorted[sorted.length - 1] || 1
  return [-limit, limit]
}
