import { basename } from 'node:path'
import { AppError } from '#learn/app-error.ts'
import { idxPartnerNames, isIdxLabelName } from '#learn/datasets/idx-names.ts'
import type { DatasetQuestion, Part } from '#rpc/contract/dataset.ts'
import type { ZipMember } from './zip-members.ts'

export type ChosenMember =
  | { kind: 'chosen'; member: ZipMember; labels: ZipMember | null; several: boolean }
  | { kind: 'question'; question: DatasetQuestion }

/** The member of an archive that holds the digits; asked for when there are several. */
export function chooseMember(
  members: ZipMember[],
  { name, part, answer }: { name: string; part: Part; answer?: string },
): ChosenMember {
  const readable = members.filter(mayHoldDigits)
  const labelsOf = (member: ZipMember) => partnerOf(member, readable)
  // Labels go with their pictures.
  const candidates = readable.filter((member) => !isIdxLabelName(basename(member.name)) || labelsOf(member) === null)
  if (candidates.length === 0)
    throw new AppError('invalid-file', `The ZIP archive ${name} holds no table of digits and no IDX file.`, {
      hint: 'Choose an archive with a CSV file in it.',
    })
  const several = candidates.length > 1
  if (several && answer === undefined) return { kind: 'question', question: question(candidates, name, part) }
  const member = several ? candidates.find((candidate) => candidate.name === answer) : candidates[0]
  if (member === undefined)
    throw new AppError('invalid-argument', `The ZIP archive ${name} holds no "${answer}".`, { hint: 'Choose again.' })
  return { kind: 'chosen', member, labels: labelsOf(member), several }
}

function question(candidates: ZipMember[], name: string, part: Part): DatasetQuestion {
  const fits = part === 'test' ? /test|t10k/i : /train/i
  const suggested = candidates.find((member) => fits.test(basename(member.name))) ?? candidates[0]
  return {
    kind: 'member',
    name,
    sentence: `The archive holds ${candidates.length} files of digits. Which one?`,
    options: candidates.map((member) => ({
      value: member.name,
      label: basename(member.name),
      detail: sizeWords(member.bytes),
      thumbnails: null,
    })),
    suggested: suggested.name,
  }
}

function mayHoldDigits({ name, bytes }: ZipMember): boolean {
  const file = basename(name)
  if (name.endsWith('/') || bytes === 0 || file.startsWith('.') || name.startsWith('__MACOSX/')) return false
  if (/^(readme|licen[cs]e|copying)|mapping|sample_submission/i.test(file)) return false
  return /\.(csv|tsv|txt|data|dat|tra|tes|train|test|gz)$|ubyte$|idx\d|-int$/i.test(file) || !file.includes('.')
}

function partnerOf(member: ZipMember, members: ZipMember[]): ZipMember | null {
  const folder = member.name.slice(0, member.name.length - basename(member.name).length)
  for (const partner of idxPartnerNames(basename(member.name))) {
    const found = members.find(({ name }) => name === folder + partner)
    if (found !== undefined) return found
  }
  return null
}

function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
