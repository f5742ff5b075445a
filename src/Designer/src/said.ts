import { shallowRef } from 'vue'

export interface SaidNow {
  text: string
  good: boolean
}

const longest = 8_000
let timer: ReturnType<typeof setTimeout> | undefined

/** The one sentence that the product says just now; a later one takes its place. */
export const said = shallowRef<SaidNow>()

/** Says for a while that something was done, or that it was not. */
export function say(text: string, good = true): void {
  clearTimeout(timer)
  said.value = { text, good }
  timer = setTimeout(hush, longest)
}

export function hush(): void {
  clearTimeout(timer)
  said.value = undefined
}
