import { homedir } from 'node:os'
import { join } from 'node:path'

interface Surroundings {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  home: string
}

/** `$DIGIT_WORKBENCH_HOME`, else where the platform keeps application data: the same for every host. */
export function dataFolder(
  { platform, env, home }: Surroundings = { platform: process.platform, env: process.env, home: homedir() },
): string {
  if (env.DIGIT_WORKBENCH_HOME) return env.DIGIT_WORKBENCH_HOME
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Digit Workbench')
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Digit Workbench')
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'digit-workbench')
}
