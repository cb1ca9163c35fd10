import { beforeEach, describe, expect, it } from 'vitest'
import { ref, shallowRef } from 'vue'
import { useGridChoice } from '#renderer/composables/use-grid-choice.ts'

const plain = { shiftKey: false, ctrlKey: false, metaKey: false }
const shift = { ...plain, shiftKey: true }
const control = { ...plain, ctrlKey: true }
const current = ref<number | null>(null)
const chosen = shallowRef<ReadonlySet<number>>(new Set())
const shown: number[] = []
const grid = useGridChoice({
  current,
  chosen,
  shape: () => ({ total: 25, columns: 10, pageRows: 2 }),
  show: (index) => shown.push(index),
})
const key = (name: string, modifiers = plain) => grid.onKey({ key: name, ...modifiers } as KeyboardEvent)
const all = () => [...chosen.value].sort((a, b) => a - b)

describe('choosing on a wall of digits', () => {
  beforeEach(() => grid.clear())

  it('chooses the clicked one alone', () => {
    grid.choose(4, plain)
    grid.choose(9, plain)
    expect([current.value, all()]).toEqual([9, [9]])
  })

  it('takes one more and one less with Ctrl or Cmd', () => {
    grid.choose(4, plain)
    grid.choose(9, control)
    grid.choose(2, { ...plain, metaKey: true })
    expect(all()).toEqual([2, 4, 9])
    grid.choose(4, control)
    expect([current.value, all()]).toEqual([4, [2, 9]])
  })

  it('takes all from the last one chosen alone with Shift, either way, and those beside with Ctrl', () => {
    grid.choose(6, plain)
    grid.choose(9, shift)
    expect(all()).toEqual([6, 7, 8, 9])
    grid.choose(4, shift)
    expect(all()).toEqual([4, 5, 6])
    grid.choose(20, control)
    grid.choose(22, { ...shift, ctrlKey: true })
    expect(all()).toEqual([4, 5, 6, 20, 21, 22])
  })

  it('does the same by keys and keeps the cursor in view', () => {
    key('ArrowRight')
    key('ArrowRight')
    expect([current.value, all()]).toEqual([1, [1]])
    key('ArrowDown', shift)
    expect([current.value, all()]).toEqual([11, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]])
    key('ArrowRight', control)
    expect([current.value, chosen.value.size]).toEqual([12, 11])
    key(' ', control)
    expect(all()).toContain(12)
    expect(shown.at(-1)).toBe(12)
    key('a', control)
    expect(chosen.value.size).toBe(25)
    expect(key('Escape')).toBe(true)
    expect([current.value, chosen.value.size]).toEqual([null, 0])
  })

  it('leaves keys alone that mean nothing to it', () => {
    expect(key('Escape')).toBe(false)
    expect(key('x')).toBe(false)
    expect(chosen.value.size).toBe(0)
  })
})
