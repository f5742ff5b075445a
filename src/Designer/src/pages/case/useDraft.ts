import { onScopeDispose, ref } from 'vue'
import { client, take } from '@/api/client'
import type { Data } from '@/api/types'

interface Kept {
  data: Data
  at: string
}

/** Keeps what was typed: at the host, and in this browser for when the host is out of reach. */
export function useDraft(caseId: string, item: string) {
  const key = `draft:${caseId}:${item}`
  const where = { params: { path: { id: caseId, item } } }
  const savedAt = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  let pending: Data | undefined
  let underWay: Promise<void> | undefined

  async function load(): Promise<Data | undefined> {
    const local = readLocal(key)
    // The browser holds only what the host has not taken yet, so it is the newer one.
    if (local) return local.data
    const kept = await take(client.GET('/api/cases/{id}/items/{item}/draft', where)).catch(() => undefined)
    return kept?.data ?? undefined
  }

  function save(data: Data): void {
    pending = data
    writeLocal(key, { data, at: new Date().toISOString() })
    release()
  }

  function release(): void {
    clearTimeout(timer)
    timer = setTimeout(() => (underWay = send()), 1200)
  }

  /** While an answer goes to the host no draft may: it could arrive after its item is gone. */
  async function hold(): Promise<void> {
    clearTimeout(timer)
    await underWay
  }

  async function send(): Promise<void> {
    const data = pending
    if (!data) return
    try {
      await take(client.PUT('/api/cases/{id}/items/{item}/draft', { ...where, body: { data } }))
      if (pending !== data) return
      pending = undefined
      localStorage.removeItem(key)
      savedAt.value = new Date().toISOString()
    } catch {
      // Still in this browser; the next change tries again.
    }
  }

  async function clear(): Promise<void> {
    clearTimeout(timer)
    pending = undefined
    savedAt.value = ''
    localStorage.removeItem(key)
    await take(client.DELETE('/api/cases/{id}/items/{item}/draft', where)).catch(() => undefined)
  }

  /** The answer was taken: the host drops its draft, this browser drops its own. */
  function done(): void {
    clearTimeout(timer)
    pending = undefined
    localStorage.removeItem(key)
  }

  onScopeDispose(() => {
    clearTimeout(timer)
    void send()
  })

  return { load, save, hold, release, clear, done, savedAt }
}

function readLocal(key: string): Kept | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

function writeLocal(key: string, kept: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // A full or forbidden store: the host's draft is enough.
  }
}
