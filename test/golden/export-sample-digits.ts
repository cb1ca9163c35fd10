import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sampleDigits } from '#learn/datasets/sample-digits.ts'

/** Usage: node test/golden/export-sample-digits.ts FOLDER. Raw bytes for make_sample_golden.py: rows x 784 pixels, rows labels. */
const folder = process.argv[2]
if (folder === undefined) throw new Error('Say the folder to write into.')
await mkdir(folder, { recursive: true })
for (const [part, { pixels, labels }] of Object.entries(sampleDigits())) {
  await writeFile(join(folder, `${part}-pixels.u8`), pixels)
  await writeFile(join(folder, `${part}-labels.u8`), labels)
}
