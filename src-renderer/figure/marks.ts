/** What a figure is made of when it leaves the page: positions in CSS pixels from its top left corner. */
export type Mark =
  | { kind: 'box'; x: number; y: number; width: number; height: number; colours: string[]; radius: number }
  | { kind: 'picture'; x: number; y: number; width: number; height: number; source: HTMLCanvasElement }
  | { kind: 'text'; x: number; baseline: number; text: string; colour: string; font: MarkFont; matrix?: Matrix }
  | { kind: 'path'; d: string; matrix: Matrix; style: PathStyle; clip?: MarkBox }

/** As in CSS and canvas: a, b, c, d, e, f. */
export type Matrix = [number, number, number, number, number, number]

export interface MarkBox {
  x: number
  y: number
  width: number
  height: number
}

export interface MarkFont {
  size: number
  family: string
  weight: string
}

export interface PathStyle {
  /** Absent: none. */
  fill?: string
  stroke?: string
  strokeWidth: number
  dash: number[]
  opacity: number
}

export interface MarkedFigure {
  width: number
  height: number
  ground: string
  marks: Mark[]
}
