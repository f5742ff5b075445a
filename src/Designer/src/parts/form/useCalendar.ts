import { useQuery } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { client, take } from '@/api/client'

const kept = 10 * 60_000

/** The host's calendar around the year that is looked at: which days depart from the ordinary week, and which day it is in Beijing. */
export function useCalendar() {
  const year = ref(new Date().getFullYear())
  const opened = ref(false)

  function ask(of: () => number, wanted: () => boolean) {
    return useQuery({
      queryKey: computed(() => ['calendar', of()]),
      queryFn: () => take(client.GET('/api/calendar/{year}', { params: { path: { year: of() } } })),
      enabled: wanted,
      staleTime: kept,
    })
  }

  const known = () => year.value >= 1901 && year.value <= 2199
  const current = ask(() => new Date().getFullYear(), () => true)
  // A page of the calendar begins and ends in the months beside it.
  const around = [-1, 0, 1].map((by) => ask(() => year.value + by, () => opened.value && known()))
  const days = computed(() => new Map(around.flatMap(({ data }) => data.value?.days ?? []).map((day) => [day.date, day])))
  const today = computed(() => current.data.value?.today)
  const notice = computed(() => (opened.value ? (around[1]?.data.value?.notice ?? '') : ''))

  return { year, opened, days, today, notice }
}
