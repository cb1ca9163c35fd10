import { describe, expect, test } from 'vitest'
import { placeWindow } from '#hosts/window-bounds.ts'

const screen = { x: 0, y: 25, width: 1920, height: 1055 }
const right = { x: 1920, y: 0, width: 2560, height: 1440 }
const state = { x: 100, y: 80, width: 1400, height: 900, maximized: false }

describe('the place of the window', () => {
  test('is the usual size, centred, at the first start', () => {
    expect(placeWindow(null, [screen])).toEqual({ width: 1280, height: 800, maximized: false })
  })

  test('is the one it was left at', () => {
    expect(placeWindow({ ...state, maximized: true }, [screen])).toEqual({ ...state, maximized: true })
    expect(placeWindow({ ...state, x: 2500 }, [screen, right])).toEqual({ ...state, x: 2500 })
  })

  test('is centred again when its screen is gone', () => {
    expect(placeWindow({ ...state, x: 2500 }, [screen])).toEqual({ width: 1400, height: 900, maximized: false })
  })

  test('is moved so that all of the window is on the screen that shows most of it', () => {
    expect(placeWindow({ ...state, x: -300, y: 0 }, [screen])).toMatchObject({ x: 0, y: 25 })
    expect(placeWindow({ ...state, x: 1800 }, [screen, right])).toMatchObject({ x: 1920 })
  })

  test('is never larger than the screen, nor smaller than the page can be', () => {
    expect(placeWindow({ ...state, width: 5000, height: 4000 }, [screen])).toMatchObject({ width: 1920, height: 1055 })
    expect(placeWindow({ ...state, width: 200, height: 100 }, [screen])).toMatchObject({ width: 1024, height: 640 })
    expect(placeWindow(null, [{ x: 0, y: 0, width: 800, height: 600 }])).toMatchObject({ width: 1024, height: 640 })
  })

  test.each([{}, 'text', [], { ...state, x: '100' }, { ...state, width: NaN }, { ...state, maximized: 1 }])(
    'is the usual one when what was kept is damaged: %j',
    (damaged) => {
      expect(placeWindow(damaged, [screen])).toEqual({ width: 1280, height: 800, maximized: false })
    },
  )
})
