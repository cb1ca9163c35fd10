interface ShortcutGroup {
  title: string
  entries: { does: string; keys: string[] }[]
}

/** `Mod` is Ctrl, on a Mac the command key: see command-key.ts. */
export const shortcuts: ShortcutGroup[] = [
  {
    title: 'Everywhere',
    entries: [
      { does: 'Go to a place', keys: ['Mod', '1 – 6'] },
      { does: 'Go to a place (browser)', keys: ['G', '1 – 6'] },
      { does: 'Open training digits', keys: ['Mod', 'O'] },
      { does: 'Open test digits', keys: ['Mod', 'Shift', 'O'] },
      { does: 'Next pane', keys: ['F6'] },
      { does: 'Previous pane', keys: ['Shift', 'F6'] },
      { does: 'Show or hide the inspector', keys: ['I'] },
      { does: 'Settings', keys: ['Mod', ','] },
      { does: 'This list', keys: ['?'] },
    ],
  },
  {
    title: 'Grids of digits and cells',
    entries: [
      { does: 'Move', keys: ['←', '↑', '→', '↓'] },
      { does: 'First or last of the row', keys: ['Home', 'End'] },
      { does: 'First or last of all', keys: ['Mod', 'Home', 'End'] },
      { does: 'A screen up or down', keys: ['PgUp', 'PgDn'] },
      { does: 'Select', keys: ['Space'] },
      { does: 'Select all up to there (wall)', keys: ['Shift', '←', '↑', '→', '↓'] },
      { does: 'Add or remove one (wall)', keys: ['Mod', 'Space'] },
      { does: 'Select all (wall)', keys: ['Mod', 'A'] },
      { does: 'Leave', keys: ['Esc'] },
    ],
  },
  {
    title: 'Data',
    entries: [{ does: 'Show only this digit (again: all)', keys: ['0 – 9'] }],
  },
  {
    title: 'Features',
    entries: [
      { does: 'Threshold finely', keys: ['←', '→'] },
      { does: 'Threshold coarsely', keys: ['PgUp', 'PgDn'] },
      { does: 'Keep or leave out a pixel (by hand)', keys: ['Space'] },
    ],
  },
  {
    title: 'Evaluate',
    entries: [
      { does: 'Narrow to this digit (again: all)', keys: ['0 – 9'] },
      { does: 'Select a cell or a digit', keys: ['Enter'] },
      { does: 'Clear the selection', keys: ['Esc'] },
    ],
  },
  {
    title: 'Draw',
    entries: [
      { does: 'Label and keep', keys: ['0 – 9'] },
      { does: 'Keep as the guided set asks', keys: ['Enter'] },
      { does: 'Undo', keys: ['Mod', 'Z'] },
      { does: 'Redo', keys: ['Mod', 'Shift', 'Z'] },
      { does: 'Redo (alternative)', keys: ['Mod', 'Y'] },
      { does: 'Cancel the stroke', keys: ['Esc'] },
      { does: 'Clear', keys: ['Delete', 'Backspace'] },
      { does: 'Erase while held', keys: ['E'] },
      { does: 'Nib thinner, thicker', keys: ['[', ']'] },
      { does: 'Move the nib', keys: ['←', '↑', '→', '↓'] },
      { does: 'Nib down and up', keys: ['Space'] },
      { does: 'Replay: play and pause', keys: ['Space'] },
      { does: 'Replay: back and forth', keys: ['←', '→'] },
    ],
  },
]
