import { shallowRef } from 'vue'

let pending: Promise<boolean> | undefined

/** Set while the host wants to know once more who is there; called with the outcome. */
export const asksFresh = shallowRef<(proved: boolean) => void>()

/** Asks the person for a code; true when the host has accepted one. Several that ask at once are answered by one code. */
export function askFresh(): Promise<boolean> {
  pending ??= new Promise<boolean>((resolve) => {
    asksFresh.value = (proved) => {
      asksFresh.value = undefined
      pending = undefined
      resolve(proved)
    }
  })
  return pending
}
