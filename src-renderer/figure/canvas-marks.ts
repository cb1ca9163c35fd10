import type { Mark } from './marks.ts'

/** Canvases that can say what is painted on them, as seen from a place in the figure; all others leave the page as pictures. */
export const canvasMarks = new WeakMap<HTMLCanvasElement, (left: number, top: number) => Mark[]>()
