import { useQueryClient } from '@tanstack/vue-query'
import { ref, watch } from 'vue'
import type { Data } from '@/api/types'

/** What is typed in a window of its own: whoever leaves it by Escape or 取消 finds it again when it is opened again, until it is sent. */
export function useKept(name: string, begin: () => Data) {
  // Gone with whoever signs out, as everything else that one person has seen.
  const cache = useQueryClient()
  const key = ['kept', name]
  cache.setQueryDefaults(key, { gcTime: Infinity })
  const data = ref<Data>(cache.getQueryData<Data>(key) ?? begin())
  let sent = false

  watch(data, (now) => {
    if (!sent) cache.setQueryData(key, now)
  })

  function forget(): void {
    sent = true
    cache.removeQueries({ queryKey: key, exact: true })
  }

  return { data, forget }
}
