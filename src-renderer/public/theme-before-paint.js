// Runs before the first paint, so no frame shows the other theme. A file of its own because the content policy forbids
// inline scripts; a classic script because modules wait for the document. frame/look.ts goes on from here.
var theme = 'system'
try {
  theme = localStorage.getItem('digit-workbench-theme') || theme
} catch {
  // No storage: the system's theme holds.
}
if (theme !== 'light' && theme !== 'dark') theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
document.documentElement.dataset.theme = theme
