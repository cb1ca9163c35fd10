import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileArguments, givenFiles } from '#hosts/given-files.ts'

const partsOf = (...paths: string[]) => givenFiles(paths, '/home/ada').map(({ part }) => part)

describe('files on the command line', () => {
  test('are what is left when the program, its folder and the switches are gone', () => {
    expect(fileArguments(['/usr/bin/digit-workbench', 'a.csv', '--no-sandbox', 'b.csv'], true)).toEqual([
      'a.csv',
      'b.csv',
    ])
    expect(fileArguments(['electron', '--inspect=0', '--remote-debugging-port=0', '.', 'a.csv'], false)).toEqual([
      'a.csv',
    ])
    expect(fileArguments(['electron', '.'], false)).toEqual([])
  })

  test('are looked for in the folder in which they were typed', () => {
    expect(givenFiles(['digits/a.csv'], '/home/ada')[0].path).toBe(resolve('/home/ada/digits/a.csv'))
  })

  test('are training digits unless their name says otherwise', () => {
    expect(partsOf('digits.csv')).toEqual(['train'])
    expect(partsOf('mnist_test.csv')).toEqual(['test'])
    expect(partsOf('/data/test/mnist_train.csv')).toEqual(['train'])
    expect(partsOf('t10k-images-idx3-ubyte.gz', 'train-images-idx3-ubyte.gz')).toEqual(['test', 'train'])
    expect(partsOf('contest.csv')).toEqual(['train'])
  })

  test('are training and test digits when there are two that say nothing', () => {
    expect(partsOf('one.csv', 'two.csv')).toEqual(['train', 'test'])
  })
})
