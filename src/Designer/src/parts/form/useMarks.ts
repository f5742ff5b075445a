import { watchPostEffect } from 'vue'

/** Says on the input itself what explains it and that it is wrong: Element Plus keeps both from the inputs of its calendars and lists. */
export function useMarks(around: () => HTMLElement | null | undefined, marks: () => { describedBy?: string; invalid?: boolean }): void {
  watchPostEffect(() => {
    const { describedBy, invalid } = marks()
    const input = around()?.querySelector('input')
    set(input, 'aria-describedby', describedBy)
    set(input, 'aria-invalid', invalid ? 'true' : undefined)
  })
}

function set(input: HTMLElement | null | undefined, name: string, value?: string): void {
  if (value) input?.setAttribute(name, value)
  else input?.removeAttribute(name)
}
