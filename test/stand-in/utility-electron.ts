// A utility process has only these of Electron: no dialogs, no windows, no way to make message channels.
export const net = {}
export const systemPreferences = {}
export default { net, systemPreferences }
