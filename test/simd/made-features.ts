import { integer, record } from 'fast-check'
import type { Features } from '#learn/features.ts'
import { toDense } from '#learn/feature-rows.ts'
import { featuresOf } from '#learn/pipeline/pipeline.ts'
import { Normalizer } from '#learn/preprocessing/normalizer.ts'
import { StandardScaler } from '#learn/preprocessing/standard-scaler.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { plainContext } from '#simd/contexts.ts'

/** Small made-up digits, described by numbers that shrink. */
export const madeDigits = record({
  rows: integer({ min: 6, max: 40 }),
  columns: integer({ min: 1, max: 40 }),
  seed: integer({ min: 0, max: 1e6 }),
  /** Ink in a tenth of the pixels ... in all of them. */
  ink: integer({ min: 1, max: 10 }),
  form: integer({ min: 0, max: 3 }),
})

/** As they are, scaled, brought to length 1 and scaled, or scaled and written out as numbers; labels 0 and 1, and a few wrong ones. */
export function featuresFrom({
  rows,
  columns,
  seed,
  ink,
  form,
}: Record<'rows' | 'columns' | 'seed' | 'ink' | 'form', number>) {
  const random = new NumpyRandomState(seed)
  const labels = Uint8Array.from({ length: rows }, (_, i) => (random.random() < 0.1 ? 1 - (i % 2) : i % 2))
  // Both labels occur, whatever was drawn.
  labels.set([0, 1])
  const pixels = Uint8Array.from({ length: rows * columns }, (_, at) => {
    const mine = at % 2 === labels[Math.floor(at / columns)]
    return random.random() * 10 < ink ? random.randint(0, mine ? 256 : 120) : 0
  })
  const raw = featuresOf({ rows, height: 1, width: columns, pixels, labels })
  const scaled = (X: Features) => StandardScaler.transform(new StandardScaler().fit(X, null, plainContext()), X)
  const unit = () => Normalizer.transform(new Normalizer().fit(raw, null, plainContext()), raw)
  const X = form === 0 ? raw : form === 1 ? scaled(raw) : form === 2 ? scaled(unit()) : toDense(scaled(raw))
  return { X, raw, labels }
}
