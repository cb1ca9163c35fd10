/** Of the pictures that can be read, in lower case and without the dot. */
const bitmapExtensions = ['bmp', 'png', 'jpg', 'jpeg', 'webp']

/** For the field of a page that takes files: ".bmp,.png" and so on. */
export const acceptedBitmaps = bitmapExtensions.map((extension) => `.${extension}`).join()

/** By its name; what is in it is told by its first bytes. */
export function hasBitmapName(file: string): boolean {
  return bitmapExtensions.includes(file.slice(file.lastIndexOf('.') + 1).toLowerCase())
}
