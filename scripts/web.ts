import { join } from 'node:path'
import { buildIfStale } from './build-if-stale.ts'
import { root } from './root.ts'
import { runInForeground } from './run.ts'

await buildIfStale()
process.exitCode = await runInForeground(process.execPath, [join(root, 'out/main/server.js'), ...process.argv.slice(2)])
