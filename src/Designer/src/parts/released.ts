let pressed = false
let waiting: (() => void)[] = []

/**
 * Resolves at once, or when the pointer that is down has been lifted and its click delivered. What arrives meanwhile
 * must not push a button away from under the finger that presses it: the browser would deliver no click at all.
 */
export function released(): Promise<void> {
  return pressed ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()
}

function lift(): void {
  // The click comes after pointerup, in the same turn.
  setTimeout(() => {
    pressed = false
    const now = waiting
    waiting = []
    for (const go of now) go()
  })
}

window.addEventListener('pointerdown', () => (pressed = true), true)
for (const end of ['pointerup', 'pointercancel', 'dragend']) window.addEventListener(end, lift, true)
// Only the window's own: every field that loses the focus to the pressed button tells of a blur, too.
window.addEventListener('blur', (event) => event.target === window && lift())
