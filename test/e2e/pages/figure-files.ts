import { readFile } from 'node:fs/promises'
import type { Locator } from 'playwright-core'

/** A figure's numbers as its CSV file holds them: unrounded, without the line of names. */
export async function csvOf(figure: Locator): Promise<string[][]> {
  const [, ...lines] = (await savedAs(figure, 'CSV')).trimEnd().split('\n')
  return lines.map((line) => line.split(','))
}

/** What its menu saves. */
export async function savedAs(figure: Locator, kind: 'CSV' | 'SVG'): Promise<string> {
  const page = figure.page()
  await figure.getByRole('button', { name: /^Copy or save/ }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: `Save as ${kind}` }).click()
  return readFile(await (await coming).path(), 'utf8')
}

/** One column of it as numbers; NaN where a field is empty. */
export async function columnOf(figure: Locator, column: number): Promise<number[]> {
  return (await csvOf(figure)).map((row) => (row[column] === '' ? NaN : Number(row[column])))
}

/** The numbers behind a figure, as its button shows them. */
export async function numbersOf(figure: Locator): Promise<string[][]> {
  const button = figure.getByRole('button', { name: /^Numbers of/ })
  await button.click()
  const rows = figure.getByRole('region', { name: /^Numbers of/ }).locator('tbody tr')
  const cells = await rows.evaluateAll((found) =>
    found.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')),
  )
  await button.click()
  return cells
}
