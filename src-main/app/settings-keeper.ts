import { AppError } from '#learn/app-error.ts'
import type { Settings, SettingsChange } from '#rpc/contract/app-api.ts'
import { defaultSettings, readSettings, writeSettings } from '#store/settings-file.ts'

const mostMasks = 200

/** The settings, kept on the disk at every change. Changes of several pages are joined one after the other, so none is lost. */
export class SettingsKeeper {
  private readonly dataFolder: string
  private readonly onChange: (settings: Settings) => void
  private settings: Settings = defaultSettings
  private changing: Promise<unknown> = Promise.resolve()

  constructor(dataFolder: string, onChange: (settings: Settings) => void) {
    this.dataFolder = dataFolder
    this.onChange = onChange
  }

  /** Gives a sentence when the file was damaged. */
  async restore(): Promise<string | null> {
    const { value, problem } = await readSettings(this.dataFolder)
    this.settings = value
    return problem
  }

  get value(): Settings {
    return this.settings
  }

  /** What cannot be written does not hold. */
  change(change: SettingsChange): Promise<Settings> {
    const mine = this.changing.then(async () => {
      const next = changed(this.settings, change)
      await writeSettings(this.dataFolder, next)
      this.settings = next
      this.onChange(next)
      return next
    })
    this.changing = mine.catch(() => undefined)
    return mine
  }
}

function changed(settings: Settings, { keepMask, deleteMask, ...fields }: SettingsChange): Settings {
  const others = settings.masks.filter(({ name }) => name !== deleteMask && name !== keepMask?.name)
  const masks = keepMask ? [...others, keepMask] : others
  if (masks.length > mostMasks) {
    throw new AppError('invalid-argument', `There are ${mostMasks} saved masks, which is as many as are kept.`, {
      hint: 'Delete one that is not needed any more.',
    })
  }
  return { ...settings, ...fields, masks }
}
