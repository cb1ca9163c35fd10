import { expect, it } from 'vitest'
import { dataFolder } from '#hosts/data-folder.ts'

const linux = { platform: 'linux' as const, home: '/home/ada', env: {} }

it('is $DIGIT_WORKBENCH_HOME on every platform', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    expect(dataFolder({ platform, home: '/home/ada', env: { DIGIT_WORKBENCH_HOME: '/mnt/digits' } })).toBe(
      '/mnt/digits',
    )
  }
})

it("is the platform's place for application data otherwise", () => {
  expect(dataFolder(linux)).toBe('/home/ada/.local/share/digit-workbench')
  expect(dataFolder({ ...linux, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/digit-workbench')
  expect(dataFolder({ ...linux, platform: 'darwin' })).toBe('/home/ada/Library/Application Support/Digit Workbench')
  expect(dataFolder({ ...linux, platform: 'win32', env: { APPDATA: '/roaming' } })).toBe('/roaming/Digit Workbench')
})

it('ignores variables that are set to nothing', () => {
  expect(dataFolder({ ...linux, env: { DIGIT_WORKBENCH_HOME: '', XDG_DATA_HOME: '' } })).toBe(
    '/home/ada/.local/share/digit-workbench',
  )
})
