import { describe, expect, it } from 'vitest'
import { readOptions } from '../../src-main/notebook/options.ts'

describe('the options of the notebook command', () => {
  it("are sample digits and the notebook's own steps by default", () => {
    expect(readOptions([])).toMatchObject({
      files: null,
      only: ['features', 'zero', 'digits', 'linear-svm', 'poly-svm', 'rbf-svm', 'sigmoid-svm'],
      seed: 42,
      keep: false,
      json: null,
    })
  })

  it('take each step once, in the order of the notebook', () => {
    expect(readOptions(['--only', 'digits-lbfgs,features,digits-lbfgs']).only).toEqual(['features', 'digits-lbfgs'])
  })

  it('take "all" for the default', () => {
    expect(readOptions(['--only', 'all']).only).toEqual(readOptions([]).only)
  })

  it('take numbers for rows, threads, memory and seed', () => {
    const options = readOptions(['--rows', '500', '--threads=2', '--memory', '512', '--seed', '0'])
    expect(options).toMatchObject({ rows: 500, threads: 2, memoryMB: 512, seed: 0 })
  })

  const wrong: [string[], string][] = [
    [['--only', 'forest'], '--only knows no step "forest"'],
    [['--rows', '0'], '--rows takes a whole number from 1 to 2147483647, not "0".'],
    [['--rows', '1e3'], '--rows takes a whole number from 1 to 2147483647, not "1e3".'],
    [['--threads', 'many'], '--threads takes a whole number from 1 to 256, not "many".'],
    [['--memory', '8'], '--memory takes a whole number from 64 to 4000, not "8".'],
    [['--train', 'a.csv'], '--train and --test go together, but --test is missing.'],
    [['--json', '/no/such/folder/out.json'], '--json cannot write /no/such/folder/out.json: there is no such folder.'],
    [['--fast'], "Unknown option '--fast'; --help lists the options."],
    [['digits.csv'], "Unexpected argument 'digits.csv'; --help lists the options."],
  ]

  it.each(wrong)('refuse %j in one sentence', (args, sentence) => {
    expect(() => readOptions(args)).toThrow(sentence)
  })
})
