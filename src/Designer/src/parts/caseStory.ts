import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import type { MaybeRefOrGetter } from 'vue'
import { computed, toValue } from 'vue'
import { client, take } from '@/api/client'

/** What happened in a case and where on its way it stands: asked for anew when the version on the page is another. */
export function useCaseStory(id: string, seq: MaybeRefOrGetter<number | undefined>) {
  return useQuery({
    queryKey: computed(() => ['case-story', id, toValue(seq)]),
    queryFn: () => take(client.GET('/api/cases/{id}/history', { params: { path: { id } } })),
    enabled: computed(() => toValue(seq) !== undefined),
    // What is being read stays until what was added is there.
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  })
}
