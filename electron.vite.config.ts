import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import vue from '@vitejs/plugin-vue'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Stable names: the processes and worker threads are started by file name, from out/main, in every host. */
const mainEntries = {
  index: at('src-main/index.ts'),
  server: at('src-main/server.ts'),
  notebook: at('src-main/notebook.ts'),
  'data-process': at('src-main/processes/data-process.ts'),
  'training-process': at('src-main/processes/training-process.ts'),
  'training-worker': at('src-main/processes/training-worker.ts'),
  'training-leader': at('src-main/processes/training-leader.ts'),
}

export default defineConfig({
  main: {
    // fflate's entry for Node (within fast-png) declares `require`, and so does what electron-vite puts in front of it.
    resolve: { alias: { fflate: at('node_modules/fflate/esm/browser.js') } },
    build: {
      outDir: at('out/main'),
      emptyOutDir: false,
      rolldownOptions: { input: mainEntries, output: { entryFileNames: '[name].js' } },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('src-main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [vue()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      rolldownOptions: { input: { index: at('src-renderer/index.html') } },
    },
  },
})
