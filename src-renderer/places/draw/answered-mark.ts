/** For who measures: a mark of User Timing when the page shows all answers to the ink there was when they were asked for (`detail`, milliseconds). */
export const answeredMark = 'ink-answered'

export function markAnswered(asked: number): void {
  performance.clearMarks(answeredMark)
  performance.mark(answeredMark, { detail: asked })
}
