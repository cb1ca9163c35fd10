import { build } from './build.ts'
import { root } from './root.ts'
import { isStale } from './staleness.ts'

/** Before anything is started from out/. Ends this process when the build fails. */
export async function buildIfStale(): Promise<void> {
  if (!(await isStale(root))) return
  console.error('Building …')
  await build().catch((error: Error) => {
    console.error(`The build failed.\n${error.message}`)
    process.exit(1)
  })
}
