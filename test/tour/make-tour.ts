import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launch } from '../e2e/hosts/browser.ts'
import { drawnDigits } from '../e2e/pages/draw-page.ts'
import { Workbench, type PlaceName } from '../e2e/pages/workbench.ts'

/** `node test/tour/make-tour.ts`: the pictures of docs/tour.md, on the sample digits, light and dark, at 1280 x 720 and at twice that. */

const folder = join(import.meta.dirname, '../../docs/tour')
/** Of lossy WebP: text stays clean, and no picture is near a megabyte. */
const quality = 0.8

/** Three models to look at, of which two compare. */
async function prepare(workbench: Workbench) {
  await workbench.data.openSample()
  await workbench.go('Train')
  for (const preset of [
    'Zero or not (gradient steps)',
    'Champion: upright digits, degree 5',
    'Linear support vector machine',
  ]) {
    await workbench.train.choosePreset(preset)
    await workbench.train.start()
    await workbench.train.waitFor('done')
  }
}

const scenes: Record<PlaceName, (workbench: Workbench) => Promise<void>> = {
  async Data({ page, data }) {
    await data.wall.click({ position: { x: 260, y: 180 } })
    await data.wall.click({ position: { x: 420, y: 180 }, modifiers: ['Shift'] })
    await page.mouse.move(900, 712)
  },
  async Features({ page }) {
    await page.getByRole('button', { name: '100', exact: true }).click()
    await page.getByLabel('Variance of each pixel').hover({ position: { x: 92, y: 124 } })
  },
  async Train({ train }) {
    await train.choosePreset('Linear support vector machine')
  },
  async Evaluate({ page, evaluate }) {
    const [most] = (await evaluate.counts())
      .filter(({ actual, predicted }) => actual !== predicted)
      .sort((a, b) => b.count - a.count)
    await evaluate.cell(most.actual, most.predicted).click()
    await page.mouse.move(900, 712)
  },
  async Draw({ page, draw }) {
    for (const stroke of drawnDigits[7]) await draw.stroke(stroke)
    await draw.predicted.first().waitFor()
    await page.mouse.move(900, 712)
  },
  async Compare({ page }) {
    await page.getByRole('heading', { name: 'Accuracy and time' }).waitFor()
  },
}

/** As WebP, by the browser's own encoder. */
async function webp(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage()
  try {
    const url = await page.evaluate(
      async ([base64, wanted]) => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
        const canvas = new OffscreenCanvas(image.width, image.height)
        canvas.getContext('2d')?.drawImage(image, 0, 0)
        const blob = await canvas.convertToBlob({ type: 'image/webp', quality: wanted })
        return new Promise<string>((resolve) => {
          const reader = new FileReader()
          reader.onload = () => resolve(String(reader.result))
          reader.readAsDataURL(blob)
        })
      },
      [png.toString('base64'), quality] as const,
    )
    return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
  } finally {
    await page.close()
  }
}

async function settled(page: Page) {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(900)
}

const app = await launch()
try {
  const browser = app.page.context().browser()
  if (!browser) throw new Error('The page has no browser.')
  await prepare(new Workbench(app.page))
  const address = app.page.url().split('#')[0]
  // With the token that the server knows its page by.
  const storageState = await app.page.context().storageState()
  const viewport = { width: 1280, height: 720 }
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) await rm(join(folder, name))
  let bytes = 0
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const deviceScaleFactor of [1, 2]) {
      const page = await browser.newPage({ viewport, deviceScaleFactor, colorScheme, storageState })
      await page.goto(address)
      const workbench = new Workbench(page)
      await workbench.rail.waitFor()
      for (const [place, act] of Object.entries(scenes) as [PlaceName, (typeof scenes)[PlaceName]][]) {
        await workbench.go(place)
        // Away from the rail, which would show that it is pointed at.
        await page.mouse.move(900, 712)
        await settled(page)
        await act(workbench)
        await settled(page)
        const picture = await webp(browser, await page.screenshot())
        const name = `${place.toLowerCase()}-${colorScheme}${deviceScaleFactor === 1 ? '' : '@2x'}.webp`
        await writeFile(join(folder, name), picture)
        bytes += picture.length
        console.log(`${name}: ${Math.round(picture.length / 1000)} kB`)
      }
      await page.close()
    }
  }
  console.log(`${Math.round(bytes / 1000)} kB in all`)
} finally {
  await app.close()
}
