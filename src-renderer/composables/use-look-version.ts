import { readonly, ref } from 'vue'

const version = ref(0)

// Canvases read colours from tokens.css when they draw; this number changes whenever those may have changed.
if (typeof window !== 'undefined') {
  const count = () => (version.value += 1)
  new MutationObserver(count).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-digits'],
  })
  window.matchMedia('(forced-colors: active)').addEventListener('change', count)
}

/** Read it in the effect that draws a canvas, so the canvas follows the theme. */
export function useLookVersion() {
  return readonly(version)
}
