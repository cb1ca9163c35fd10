/** Fields, menus and dialogs keep their keys; elsewhere a key may mean something to the place. */
export function keepsKeys(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role=dialog], [role=menu]') !== null)
  )
}
