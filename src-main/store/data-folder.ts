import { join } from 'node:path'

/** Every path below the data folder is made here. */
export const datasetsFolder = (dataFolder: string) => join(dataFolder, 'datasets')
export const datasetFolder = (dataFolder: string, id: string) => join(datasetsFolder(dataFolder), id)
export const sourcesFile = (dataFolder: string) => join(datasetsFolder(dataFolder), 'sources.json')
export const runsFolder = (dataFolder: string) => join(dataFolder, 'runs')
export const runFolder = (dataFolder: string, id: string) => join(runsFolder(dataFolder), id)
export const uploadsFolder = (dataFolder: string) => join(dataFolder, 'uploads')
export const settingsFile = (dataFolder: string) => join(dataFolder, 'settings.json')
export const sessionFile = (dataFolder: string) => join(dataFolder, 'session.json')
export const ownFolder = (dataFolder: string) => join(dataFolder, 'own')
export const ownSetFile = (dataFolder: string, set: string) => join(ownFolder(dataFolder), set, 'digits.jsonl')
