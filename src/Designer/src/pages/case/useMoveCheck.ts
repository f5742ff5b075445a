import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { client, take } from '@/api/client'
import type { CaseView, CheckAnswer, Departure, MoveRequest, MoveView } from '@/api/types'
import { startingData } from '@/parts/form/formData'
import { released } from '@/parts/released'

/** Asks the host, while somebody types, what a move would come to: what is refused, what lapses, which days move. Nothing is saved. */
export function useMoveCheck(view: CaseView, move: MoveView, data: Ref<unknown>, body: (departures: Departure[]) => MoveRequest) {
  const departures = ref<Departure[]>([])
  const checked = shallowRef<CheckAnswer>()
  const checking = ref(false)
  const begun = JSON.stringify(startingData(move.form))
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  async function check(): Promise<void> {
    const mine = ++turn
    if (JSON.stringify(data.value) === begun) return void (checked.value = undefined)
    checking.value = true
    try {
      const path = { id: view.id, kind: move.kind }
      const answer = await take(client.POST('/api/cases/{id}/moves/{kind}/check', { params: { path }, body: body(departures.value) }))
      await released()
      if (mine === turn) checked.value = answer
    } catch {
      // A dry run that fails says nothing, and what an earlier one said is out of date.
      if (mine === turn) checked.value = undefined
    } finally {
      if (mine === turn) checking.value = false
    }
  }

  if (move.kind === 'correct') {
    void check()
    watch([data, departures], () => {
      clearTimeout(timer)
      timer = setTimeout(() => void check(), 400)
    })
  }
  onScopeDispose(() => clearTimeout(timer))

  return { departures, checked, checking }
}
