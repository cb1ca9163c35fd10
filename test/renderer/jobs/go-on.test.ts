import { expect, it } from 'vitest'
import { goingOn } from '#renderer/jobs/go-on.ts'
import { runOf } from './run-of.ts'

it('a job that goes on from a run is named after it, time after time', () => {
  const first = goingOn(runOf('digits'))
  expect(first).toMatchObject({ name: 'digits, continued', from: 'run-1' })
  const second = goingOn(runOf('digits', { id: 'run-2', name: first.name }))
  expect(second).toMatchObject({ name: 'digits, continued 2', from: 'run-2' })
  expect(goingOn(runOf('digits', { name: second.name })).name).toBe('digits, continued 3')
})
