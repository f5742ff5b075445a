import { computed, ref, shallowRef } from 'vue'
import { Problem } from '@/api/problem'

/** One thing asked of the host at a time: busy while it waits, and the "no" kept for showing. */
export function useAsking() {
  const busy = ref(false)
  const refusal = shallowRef<unknown>()
  const mistakes = computed<Record<string, string>>(() =>
    refusal.value instanceof Problem ? (refusal.value.body.errors ?? {}) : {},
  )

  /** What is left to say when the mistakes stand beside their fields. */
  const notice = computed(() => (Object.keys(mistakes.value).length ? undefined : refusal.value))

  async function ask(what: () => Promise<unknown>): Promise<void> {
    if (busy.value) return
    busy.value = true
    refusal.value = undefined
    try {
      await what()
    } catch (error) {
      refusal.value = error
    } finally {
      busy.value = false
    }
  }

  function forget(): void {
    refusal.value = undefined
  }

  return { busy, notice, mistakes, ask, forget }
}
