import { LineElement, type Chart, type Plugin } from 'chart.js'
import type { Mark } from '#renderer/figure/marks.ts'
import { paintedMarks } from '#renderer/figure/painted-marks.ts'
import { canvasMarks } from '#renderer/figure/canvas-marks.ts'

/** Lets figures take a chart as shapes and words in place of its pixels. Registered beside the elements of every chart. */
export const chartMarks: Plugin = {
  id: 'chartMarks',
  afterInit: (chart) => canvasMarks.set(chart.canvas, (left, top) => marksOfChart(chart, left, top)),
}

function marksOfChart(chart: Chart, left: number, top: number): Mark[] {
  const lines = chart.getSortedVisibleDatasetMetas().map(({ dataset }) => dataset)
  return paintedMarks(chart.ctx, {
    left,
    top,
    ratio: chart.currentDevicePixelRatio,
    paint: () => chart.draw(),
    // chart.js draws a line from a path that it keeps; the line can draw that path once more.
    outline(path, context) {
      const line = lines.find((each) => each instanceof LineElement && keptPath(each) === path)
      if (line instanceof LineElement) line.path(context as CanvasRenderingContext2D)
    },
  })
}

function keptPath(line: LineElement): unknown {
  return (line as unknown as { _path?: Path2D })._path
}
