import { readonly, ref } from 'vue'

const lost = ref(false)
const mended = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Whether the host is out of reach just now; the banner shows it. */
export const connectionLost = readonly(lost)

/** Calls back each time the connection has come back by itself, until the returned function is called. */
export function onMended(act: () => void): () => void {
  mended.add(act)
  return () => void mended.delete(act)
}

/** A request did not arrive: say so, and try quietly until the host answers. */
export function reportLost(): void {
  if (lost.value) return
  lost.value = true
  schedule(1500)
}

/** A request arrived. */
export function reportReached(): void {
  if (!lost.value) return
  lost.value = false
  clearTimeout(timer)
  mended.forEach((act) => act())
}

/** Tries at once, for the person who does not want to wait. */
export function tryNow(): void {
  clearTimeout(timer)
  void probe(1500)
}

function schedule(wait: number): void {
  timer = setTimeout(() => void probe(wait), wait)
}

async function probe(wait: number): Promise<void> {
  try {
    const answer = await fetch('/health/live', { cache: 'no-store' })
    if (answer.ok) return reportReached()
  } catch {
    // Still away; the next try follows.
  }
  if (lost.value) schedule(Math.min(wait * 1.5, 10_000))
}
