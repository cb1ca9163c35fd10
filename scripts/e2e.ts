import { buildIfStale } from './build-if-stale.ts'
import { formatCounts } from './counts.ts'
import { installedElectron } from './electron-binary.ts'
import { runVitest } from './run-vitest.ts'

const args = process.argv.slice(2)
const inElectron = args.includes('--electron')
const config = ['--config', 'test/e2e/vitest.config.ts', ...args.filter((option) => option !== '--electron')]

if (inElectron && (await installedElectron()) === null) {
  console.log("Electron's program is not installed (npx install-electron brings it), so its tests are skipped.")
  console.log(formatCounts({ passed: 0, failed: 0, skipped: 1 }))
} else {
  await buildIfStale()
  const which = inElectron ? ['test/e2e/electron/'] : ['--exclude', 'test/e2e/electron/**']
  const counts = await runVitest([...config, ...which])
  console.log(formatCounts(counts))
  process.exitCode = counts.failed > 0 ? 1 : 0
}
