import { blankImage, type GreyImage } from '../grey-image.ts'

/**
 * A picture as the camera saw it, by EXIF's orientation: 2 mirrored, 3 upside down, 4 mirrored upside down; 5 to 8 lie on their side
 * (8 is 6 upside down, 5 and 7 are those mirrored).
 */
export function upright(image: GreyImage, orientation: number): GreyImage {
  if (orientation < 2 || orientation > 8) return image
  const { height, width, pixels } = image
  const onItsSide = orientation >= 5
  const fromRight = [2, 3, 7, 8].includes(orientation)
  const fromBelow = [3, 4, 6, 7].includes(orientation)
  const out = onItsSide ? blankImage(width, height) : blankImage(height, width)
  for (let r = 0, at = 0; r < out.height; r++) {
    for (let c = 0; c < out.width; c++, at++) {
      const [row, column] = onItsSide ? [c, r] : [r, c]
      out.pixels[at] = pixels[(fromBelow ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column)]
    }
  }
  return out
}
