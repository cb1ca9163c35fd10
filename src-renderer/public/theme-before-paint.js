// Runs before the first paint, so no frame shows the other theme. A file of its own because the content policy forbids
// inline scripts; a classic script because modules wait for the document.
try {
  var theme = localStorage.getItem('digit-workbench-theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // No storage: the system's theme holds.
}
