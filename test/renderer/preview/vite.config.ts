import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

const at = (path: string) => resolve(import.meta.dirname, '../../..', path)

/** The page asks an in-memory core. `?open`, `?runs` and `?delay=200` in the address choose its state. */
const fakeCore: Plugin = {
  name: 'fake-core',
  enforce: 'pre',
  resolveId: (source) => (/(^|\/)api\.ts$/.test(source) ? at('test/renderer/preview/preview-api.ts') : null),
}

/** Looks at the page without a core: `npx vite -c test/renderer/preview/vite.config.ts`. */
export default defineConfig({
  root: at('src-renderer'),
  plugins: [fakeCore, vue()],
  server: { host: '127.0.0.1', port: 5199, fs: { allow: [at('.')] } },
})
