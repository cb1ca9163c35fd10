import { formatCount } from '#renderer/format-number.ts'
import type { RepeatedDigits } from '#learn/datasets/repeated-digits.ts'
import type { Part } from '#rpc/contract/dataset.ts'

/** Some digits with equal pixels, in words. */
export interface RepeatLine {
  part: Part
  kind: keyof RepeatedDigits
  rows: Uint32Array
  /** A whole sentence. */
  sentence: string
  /** What is selected when they are. */
  name: string
}

export const partNames = { train: 'training', test: 'test' }

/** What stands twice, the gravest first: test digits that were learnt from, digits under two labels, digits that occur again. */
export function repeatLines(found: { part: Part; repeated: RepeatedDigits }[]): RepeatLine[] {
  const lines = (['across', 'disputed', 'within'] as const).flatMap((kind) =>
    found
      // A leak is told of once, by the digits that are to judge.
      .filter(({ part }) => kind !== 'across' || part === 'test')
      .map(({ part, repeated }) => ({ part, kind, rows: repeated[kind], ...words(kind, part, repeated[kind].length) })),
  )
  return lines.filter(({ rows }) => rows.length > 0)
}

function words(kind: keyof RepeatedDigits, part: Part, count: number): { sentence: string; name: string } {
  const one = count === 1
  const digits = `${partNames[part]} ${one ? 'digit' : 'digits'}`
  const all = `${formatCount(count)} ${digits}`
  switch (kind) {
    case 'across':
      return {
        sentence: one
          ? `${all} is a training digit too, so a model has seen it before it is judged.`
          : `${all} are training digits too, so a model has seen them before it is judged.`,
        name: `${digits} that ${one ? 'is a training digit' : 'are training digits'} too`,
      }
    case 'disputed':
      return {
        sentence: `${all} ${one ? 'has' : 'have'} the same pixels as a digit with another label.`,
        name: `${digits} under two labels`,
      }
    case 'within':
      return { sentence: `${all} occur more than once.`, name: `${digits} that occur more than once` }
  }
}
