import { basename } from 'node:path'
import { AppError } from '#learn/app-error.ts'
import { isIdxLabelName } from '#learn/datasets/idx-names.ts'
import type { DatasetQuestion, DoubtAnswers, Part } from '#rpc/contract/dataset.ts'
import { chooseMember } from './choose-member.ts'
import { idxPartner, lookAt, lookAtMember, type SourceFile } from './digit-source.ts'
import { readZipMembers } from './zip-members.ts'

export interface Sources {
  kind: 'files'
  /** The file itself; for IDX the pictures, then their labels. */
  files: SourceFile[]
  /** Which of several files in the archive it is. */
  member: string | null
}

export interface SourceQuery {
  path: string
  name: string
  part: Part
  labels?: { path: string; name: string }
  answers: DoubtAnswers
}

/** What has to be read for the digits of a file, or the question which of its members. */
export async function sourceFiles({
  path,
  name,
  part,
  labels,
  answers,
}: SourceQuery): Promise<Sources | { kind: 'question'; question: DatasetQuestion }> {
  const file = await lookAt(path, name)
  if (file === 'archive') return filesInArchive(path, name, part, answers)
  if (file.kind === 'table') return { kind: 'files', files: [file], member: null }
  const partner = labels ?? (await partnerOf(path))
  if (partner === null) throw lonely(name)
  const other = await lookAt(partner.path, partner.name)
  if (other === 'archive') throw lonely(name)
  return { kind: 'files', files: inOrder(file, other), member: null }
}

async function filesInArchive(path: string, name: string, part: Part, answers: DoubtAnswers) {
  const chosen = chooseMember(await readZipMembers(path), { name, part, answer: answers.member })
  if (chosen.kind === 'question') return chosen
  const { member, labels, several } = chosen
  const file = await lookAtMember(path, member)
  const key = several ? member.name : null
  if (file.kind === 'table') return { kind: 'files' as const, files: [file], member: key }
  if (labels === null) throw lonely(file.name)
  return { kind: 'files' as const, files: inOrder(file, await lookAtMember(path, labels)), member: key }
}

async function partnerOf(path: string): Promise<{ path: string; name: string } | null> {
  const partner = await idxPartner(path)
  return partner === null ? null : { path: partner, name: basename(partner) }
}

function inOrder(file: SourceFile, other: SourceFile): SourceFile[] {
  return isIdxLabelName(file.name) ? [other, file] : [file, other]
}

function lonely(name: string): AppError {
  return new AppError('invalid-file', `${name} is an IDX file, but the file that goes with it is missing.`, {
    hint: 'Put pictures and labels into one folder, named as they come: train-images-idx3-ubyte and train-labels-idx1-ubyte.',
  })
}
