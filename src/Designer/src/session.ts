import { QueryClient, useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { client, take, useAntiforgery } from './api/client'
import { onMended } from './api/connection'
import type { Me } from './api/types'

/** What the host told us, kept while it is fresh; asked again when the connection mends. */
export const queries = new QueryClient({
  defaultOptions: {
    // An office network is often "offline" to the browser and yet reaches the host.
    queries: { retry: false, staleTime: 15_000, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})

onMended(() => void queries.refetchQueries({ type: 'active' }))

async function askWhoIAm(): Promise<Me> {
  const me = await take(client.GET('/api/me'))
  useAntiforgery(me.csrf ?? '')
  return me
}

const asked = { queryKey: ['me'], queryFn: askWhoIAm, staleTime: 5 * 60_000 }

/** Who is signed in, for the router: asked once, then remembered. */
export function whoIsHere(): Promise<Me> {
  return queries.fetchQuery(asked)
}

/** Who is signed in, for a page. */
export function useMe() {
  const { data } = useQuery(asked, queries)
  return computed(() => data.value)
}

/** Takes the host's answer to a sign-in; everything an earlier person saw is forgotten. */
export function welcome(me: Me): void {
  queries.clear()
  useAntiforgery(me.csrf ?? '')
  queries.setQueryData(['me'], me)
}

/** Asks again who is here: after the password or the posts changed. */
export async function refreshMe(): Promise<Me> {
  await queries.invalidateQueries({ queryKey: ['me'] })
  return whoIsHere()
}

export async function signOut(): Promise<void> {
  await take(client.POST('/api/sign-out'))
  queries.clear()
}
