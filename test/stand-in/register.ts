import { registerHooks } from 'node:module'

/** `node --import register.ts out/main/index.js`: `electron` becomes the stand-in, for ESM and require alike. */
const standIn = process.env.STAND_IN_UTILITY ? './utility-electron.ts' : './electron.ts'

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL(standIn, import.meta.url).href, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})
