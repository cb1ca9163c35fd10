import type { SampleFilter, SamplePage } from '#rpc/contract/dataset.ts'

/** Digits of one dataset on the wall. */
export interface WallPart {
  dataset: string
  /** How many the filter lets through. */
  count: number
  filter?: SampleFilter
  /** Rows of the parts before it: what is added to its row numbers, so that each digit of the wall has a number of its own. */
  firstRow: number
}

/** The digits from `offset` on over all parts, each asked for what it holds of them. */
export async function loadWall(
  parts: WallPart[],
  offset: number,
  count: number,
  samplePage: (argument: {
    dataset: string
    filter?: SampleFilter
    offset: number
    count: number
  }) => Promise<SamplePage>,
): Promise<SamplePage> {
  let before = 0
  const asked: Promise<SamplePage>[] = []
  for (const { dataset, count: own, filter, firstRow } of parts) {
    const from = Math.max(0, offset - before)
    const to = Math.min(own, offset + count - before)
    before += own
    if (from < to) asked.push(samplePage({ dataset, filter, offset: from, count: to - from }).then(numbered(firstRow)))
  }
  const pages = await Promise.all(asked)
  return pages.length === 1 ? pages[0] : joined(pages, before)
}

/** Those of the chosen digits that lie in the same part as the digit at `index`: a selection is of one dataset. */
export function inSamePart(parts: WallPart[], index: number, chosen: ReadonlySet<number>): ReadonlySet<number> {
  let first = 0
  for (const { count } of parts) {
    const end = first + count
    if (index < end) {
      const inside = [...chosen].filter((each) => each >= first && each < end)
      return inside.length === chosen.size ? chosen : new Set(inside)
    }
    first = end
  }
  return chosen
}

/** Digits that one call may ask for. */
const mostAtOnce = 2000

/** The numbers of chosen digits in the order of the wall, by their index on it. Asks for digits only where a filter hides which they are. */
export async function chosenNumbers(
  parts: WallPart[],
  indices: Iterable<number>,
  load: (offset: number, count: number) => Promise<SamplePage>,
): Promise<Uint32Array> {
  const sorted = Uint32Array.from(indices).sort()
  if (parts.every(({ filter }) => filter === undefined)) return sorted
  const numbers = new Uint32Array(sorted.length)
  for (let from = 0; from < sorted.length;) {
    let end = from + 1
    while (end < sorted.length && sorted[end] - sorted[from] < mostAtOnce) end++
    const first = sorted[from]
    const { rows } = await load(first, sorted[end - 1] - first + 1)
    for (; from < end; from++) numbers[from] = rows[sorted[from] - first]
  }
  return numbers
}

function numbered(firstRow: number) {
  return (page: SamplePage): SamplePage =>
    firstRow === 0 ? page : { ...page, rows: page.rows.map((row) => row + firstRow) }
}

function joined(pages: SamplePage[], total: number): SamplePage {
  return {
    total,
    rows: Uint32Array.from(pages.flatMap(({ rows }) => [...rows])),
    labels: Uint8Array.from(pages.flatMap(({ labels }) => [...labels])),
    pixels: joinedBytes(pages.map(({ pixels }) => pixels)),
  }
}

function joinedBytes(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
