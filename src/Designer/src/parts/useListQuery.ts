import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** A list's filters and page, kept in the address: a reload, a link and the back button all find the same list. */
export function useListQuery<K extends string>(names: readonly K[]) {
  const route = useRoute()
  const router = useRouter()

  function read(name: string): string {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }

  const filters = computed(() => Object.fromEntries(names.map((name) => [name, read(name)])) as Record<K, string>)

  function set(changed: Partial<Record<K, string | null | undefined>>): void {
    const query: Record<string, string> = {}
    for (const [name, value] of Object.entries({ ...filters.value, ...changed })) if (value) query[name] = String(value)
    void router.replace({ query })
  }

  const page: WritableComputedRef<number> = computed({
    get: () => Math.max(1, Number(read('page')) || 1),
    set: (now) => void router.push({ query: { ...route.query, page: now > 1 ? String(now) : undefined } }),
  })

  return { filters, set, page }
}
