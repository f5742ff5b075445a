import { useQuery } from '@tanstack/vue-query'
import { computed, onMounted, ref, type Ref } from 'vue'
import { client, take } from '@/api/client'
import type { Option } from '@/api/types'
import { findPeople, loadPinyin } from './pinyin'

const pageSize = 100
const mostPages = 40

/** The people to choose from: those the host names, or all that may be seen; narrowed by what was typed. */
export function usePeople(given: () => Option[] | undefined, unit: () => string | undefined): { everyone: Ref<Option[]>; found: Ref<Option[]>; typed: Ref<string> } {
  const typed = ref('')
  const asked = useQuery({
    queryKey: ['people', 'to choose', unit()],
    queryFn: () => everybody(unit()),
    enabled: () => given() === undefined,
    staleTime: 5 * 60_000,
  })
  const everyone = computed(() => given() ?? asked.data.value ?? [])
  const found = computed(() => findPeople(everyone.value, typed.value).slice(0, 200))

  onMounted(loadPinyin)
  return { everyone, found, typed }
}

/** Everybody of a unit, or of all that may be seen: pinyin is matched here, so all names are needed. */
async function everybody(unit: string | undefined): Promise<Option[]> {
  const people: Option[] = []
  for (let page = 1; page <= mostPages; page++) {
    const { total, items } = await take(client.GET('/api/organisation/people', { params: { query: { unit, page, size: pageSize } } }))
    people.push(...items.map(({ id, name, unitName }) => ({ value: id, label: unitName ? `${name}（${unitName}）` : name })))
    if (people.length >= total || items.length === 0) break
  }
  return people
}
