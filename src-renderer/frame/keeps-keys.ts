const keepers = 'input, textarea, select, [role=dialog], [role=menu], .overlay'

/** Fields, dialogs and what lies open over the page keep their keys; elsewhere a key may mean something to the place. */
export function keepsKeys(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(keepers) !== null)
}
