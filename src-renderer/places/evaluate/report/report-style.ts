/** One column on paper or screen, dark where the reader's system is; nothing is fetched. */
export const reportStyle = `
:root { color-scheme: light dark; --line: #d9d9de; --quiet: #5c5f66; --warn: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --line: #3a3d45; --quiet: #a3a7b0; --warn: #e0b060; } }
body { max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem; font: 15px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2.25rem 0 .75rem; font-size: 1.125rem; }
header p, .quiet { color: var(--quiet); }
dl { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1rem 1.5rem; margin: 0 0 1rem; }
dt { color: var(--quiet); font-size: .8125rem; }
dd { margin: 0; font-weight: 600; }
.warning { color: var(--warn); }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--line); text-align: right; font-weight: 400; }
th:first-child { text-align: left; }
thead th { color: var(--quiet); font-size: .8125rem; }
.words :is(th, td) { text-align: left; }
.matrix { table-layout: fixed; }
.matrix th, .matrix td { padding: .35rem 0; border: 0; text-align: center; font-size: .8125rem; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(5.5rem, 1fr)); gap: .75rem; }
figure { margin: 0; }
img { width: 100%; image-rendering: pixelated; display: block; }
figcaption { color: var(--quiet); font-size: .75rem; text-align: center; }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`
