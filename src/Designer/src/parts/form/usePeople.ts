import { computed, onMounted, ref, type Ref } from 'vue'
import { client, take } from '@/api/client'
import type { Option } from '@/api/types'
import { findPeople, loadPinyin } from './pinyin'

/** The people to choose from: those the host names, or those of a unit; narrowed by what was typed. */
export function usePeople(given: () => Option[] | undefined, unit: () => string | undefined): { everyone: Ref<Option[]>; found: Ref<Option[]>; typed: Ref<string> } {
  const typed = ref('')
  const asked = ref<Option[]>([])
  const everyone = computed(() => given() ?? asked.value)
  const found = computed(() => findPeople(everyone.value, typed.value).slice(0, 300))

  onMounted(async () => {
    void loadPinyin()
    if (given()) return
    const query = { unit: unit(), size: 100 }
    const { items } = await take(client.GET('/api/organisation/people', { params: { query } })).catch(() => ({ items: [] }))
    asked.value = items.map(({ id, name, unitName }) => ({ value: id, label: unitName ? `${name}（${unitName}）` : name }))
  })

  return { everyone, found, typed }
}
