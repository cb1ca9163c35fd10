// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { keepsKeys } from '#renderer/frame/keeps-keys.ts'

afterEach(() => document.body.replaceChildren())

function focusable(html: string): Element | null {
  document.body.innerHTML = html
  return document.querySelector('[tabindex]')
}

describe('what keeps its keys', () => {
  it('is a field, a dialog, and a list that lies open over the page', () => {
    expect(keepsKeys(focusable('<input tabindex="0">'))).toBe(true)
    expect(keepsKeys(focusable('<div role="dialog"><button tabindex="0"></button></div>'))).toBe(true)
    expect(keepsKeys(focusable('<div class="overlay" role="listbox"><p role="option" tabindex="0"></p></div>'))).toBe(
      true,
    )
  })

  it('is not a button, nor a wall of digits that stands on the page', () => {
    expect(keepsKeys(focusable('<button tabindex="0"></button>'))).toBe(false)
    expect(keepsKeys(focusable('<div role="listbox"><p role="option" tabindex="0"></p></div>'))).toBe(false)
    expect(keepsKeys(window)).toBe(false)
  })
})
