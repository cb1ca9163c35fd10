import { describe, expect, it } from 'vitest'
import { nextOrder, sortRuns, type RunOrder } from '#renderer/places/compare/sort-runs.ts'
import type { RunSummary } from '#rpc/contract/run.ts'

function run(name: string, accuracy: number | null, fitSeconds: number): RunSummary {
  return { id: name, name, accuracy, fitSeconds, testRows: 10_000 } as RunSummary
}
const runs = [run('b 10', 0.9, 3), run('b 9', null, 1), run('a', 0.97, 2)]
const sorted = (order: RunOrder) =>
  sortRuns(
    runs.map((each) => ({ run: each, judgedOn: '' })),
    order,
  ).map((each) => each.run.name)

describe('the order of runs', () => {
  it('puts unknown accuracies last in either direction', () => {
    expect(sorted({ column: 'accuracy', descending: true })).toEqual(['a', 'b 10', 'b 9'])
    expect(sorted({ column: 'accuracy', descending: false })).toEqual(['b 10', 'a', 'b 9'])
  })

  it('sorts names as people count', () => {
    expect(sorted({ column: 'name', descending: false })).toEqual(['a', 'b 9', 'b 10'])
  })

  it('starts with the best on top and turns round at the second click', () => {
    const first = nextOrder({ column: 'name', descending: false }, 'accuracy')
    expect(first).toEqual({ column: 'accuracy', descending: true })
    expect(nextOrder(first, 'accuracy')).toEqual({ column: 'accuracy', descending: false })
    expect(nextOrder(first, 'fitSeconds')).toEqual({ column: 'fitSeconds', descending: false })
  })
})
