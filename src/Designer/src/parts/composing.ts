/** While Chinese is being composed, Escape drops the letters typed so far: it must not close the dialog around them as well. */
export function keepEscapeWhileComposing(): void {
  window.addEventListener('keydown', (event) => {
    if (isComposedEscape(event)) event.stopImmediatePropagation()
  }, true)
}

/** Some input methods tell of composing only by the key code 229. */
export function isComposedEscape(event: Pick<KeyboardEvent, 'code' | 'key' | 'isComposing' | 'keyCode'>): boolean {
  return (event.code === 'Escape' || event.key === 'Escape') && (event.isComposing || event.keyCode === 229)
}
