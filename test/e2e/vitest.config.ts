import { defineConfig } from 'vitest/config'

/** Journeys in a real page. One at a time: each starts a server, its processes and a browser. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
})
