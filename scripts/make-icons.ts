import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchChromium } from '../test/e2e/chromium.ts'
import { root } from './root.ts'

// `node scripts/make-icons.ts`: from resources/icon.svg to every form that the platforms want. The images are committed.

const resources = join(root, 'resources')
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

/** ICO: a directory of 16-byte entries, then the images; PNGs are allowed inside since Windows Vista. 0 stands for 256. */
function icoOf(images: Map<number, Buffer>): Buffer {
  const head = Buffer.alloc(6 + 16 * images.size)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.size, 4)
  let entry = 6
  let offset = head.length
  for (const [size, png] of images) {
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(png.length, entry + 8)
    head.writeUInt32LE(offset, entry + 12)
    entry += 16
    offset += png.length
  }
  return Buffer.concat([head, ...images.values()])
}

/** ICNS: blocks of type, length (big-endian, with these 8 bytes) and PNG. Types that end in 11 to 14 are for dense screens. */
const icnsTypes: [type: string, size: number][] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]

function block(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(8 + content.length, 4)
  return Buffer.concat([head, content])
}

const svg = await readFile(join(resources, 'icon.svg'), 'utf8')
const browser = await launchChromium()
const images = new Map<number, Buffer>()
for (const size of sizes) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`,
  )
  images.set(size, await page.screenshot({ omitBackground: true }))
  await page.close()
}
await browser.close()

const image = (size: number): Buffer => images.get(size) ?? Buffer.alloc(0)
await mkdir(join(resources, 'icons'), { recursive: true })
for (const size of sizes.filter((size) => size !== 24 && size !== 1024))
  await writeFile(join(resources, `icons/${size}x${size}.png`), image(size))
await writeFile(join(resources, 'icon.png'), image(1024))
await writeFile(
  join(resources, 'icon.ico'),
  icoOf(new Map([16, 24, 32, 48, 64, 128, 256].map((size) => [size, image(size)]))),
)
await writeFile(
  join(resources, 'icon.icns'),
  block('icns', Buffer.concat(icnsTypes.map(([type, size]) => block(type, image(size))))),
)
