import { readonly, ref } from 'vue'

const version = ref(0)

// Canvases read colours from tokens.css when they draw; this number changes whenever those may have changed.
if (typeof window !== 'undefined') {
  const count = () => (version.value += 1)
  new MutationObserver(count).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-digits'],
  })
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    window.matchMedia(query).addEventListener('change', count)
  }
}

/** Read it in the effect that draws a canvas, so the canvas follows the theme. */
export function useLookVersion() {
  return readonly(version)
}
