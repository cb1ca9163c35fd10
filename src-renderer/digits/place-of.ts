/** Where a pixel lies in its digit; counted from 1 for people, as the rows of a file are. */
export function rowAndColumn(pixel: number, width: number): [row: number, column: number] {
  return [Math.floor(pixel / width) + 1, (pixel % width) + 1]
}

export function placeOf(pixel: number, width: number): string {
  const [row, column] = rowAndColumn(pixel, width)
  return `row ${row}, column ${column}`
}
