import { describe, expect, it } from 'vitest'
import { labelFromName } from '#learn/ink/label-from-name.ts'
import { labelsFromTable } from '../../src-main/notebook/own-labels.ts'

describe('labels of own pictures', () => {
  it.each([
    ['7.bmp', 7],
    ['3-second-try.png', 3],
    ['three1.bmp', 3],
    ['Seven.JPG', 7],
    ['sheet.png', null],
    ['my-7.png', null],
    ['7b.png', 7],
    ['2024.png', null],
    ['someone.png', null],
    ['oneself.png', null],
    ['nine.9.png', 9],
  ])('%s says %j', (file, label) => expect(labelFromName(file)).toBe(label))

  it('come from a table with any separator, with a heading or without', () => {
    const { labels, unread } = labelsFromTable('\uFEFFfile,label\r\na.png,4\n"b c.png";"5"\nd.png\t6\nbroken line\n')
    expect([...labels]).toEqual([
      ['a.png', 4],
      ['b c.png', 5],
      ['d.png', 6],
    ])
    expect(unread).toEqual(['broken line'])
  })

  it('are missed aloud: a first line with a number is no heading', () => {
    expect(labelsFromTable('a.png,12\n\nb.png 4\n').unread).toEqual(['a.png,12', 'b.png 4'])
  })
})
