import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { client, take } from '@/api/client'
import { onMended } from '@/api/connection'
import { LostConnection } from '@/api/problem'
import type { Data, Outcome, TogetherView } from '@/api/types'
import { answerOf } from '@/parts/form/formData'
import { newMoveId } from '@/parts/ids'
import { answerInTurn, sharedMistakes, tryInTurn, type Line } from './inTurn'
import { ownMistakes, wholeForm } from './ownAnswers'

/** What is decided once for all, and what was filled in beside each case. */
export interface Decision {
  outcome: Outcome
  data: Data
  own: Record<string, Data>
  reason: string
}

/** Several like approvals: chosen and decided, then tried one by one, then confirmed and answered one by one. */
export function useTogether(view: () => TogetherView) {
  const stage = ref<'choose' | 'confirm' | 'answer'>('choose')
  const lines = ref<Line[]>([])
  const decision = shallowRef<Decision>()
  const busy = ref(false)
  const broken = shallowRef<unknown>()
  const mistakes = ref<Record<string, string>>({})
  const beside = ref<Record<string, Record<string, string>>>({})

  const fit = computed(() => lines.value.filter((line) => !line.refusal))
  const unfit = computed(() => lines.value.filter((line) => line.refusal))

  function bodyOf({ item }: Line, { outcome, data, own, reason }: Decision) {
    const answer = outcome.skipsFields ? {} : answerOf(wholeForm(view().form, item), { ...data, ...own[item.case] })
    return { seq: item.seq, outcome: outcome.key, data: answer, reason: outcome.needsReason ? reason : null }
  }

  function pathOf({ item }: Line) {
    return { id: item.case, item: item.item }
  }

  async function check(cases: string[], decided: Decision): Promise<void> {
    if (busy.value) return
    decision.value = decided
    lines.value = view().items.filter((item) => cases.includes(item.case)).map((item) => ({ item, move: newMoveId(), state: 'open' }))
    await alone(async () => {
      broken.value = await tryInTurn(lines.value, (line) => take(client.POST('/api/cases/{id}/items/{item}/check', { params: { path: pathOf(line) }, body: bodyOf(line, decided) })))
      mistakes.value = sharedMistakes(lines.value)
      beside.value = ownMistakes(lines.value)
      if (!broken.value && Object.keys({ ...mistakes.value, ...beside.value }).length === 0) stage.value = 'confirm'
    })
  }

  /** Begins with those that can be done, and goes on with those that are left after something broke off. */
  async function answer(): Promise<void> {
    const decided = decision.value
    if (busy.value || !decided) return
    if (stage.value === 'confirm') for (const line of unfit.value) line.state = 'refused'
    stage.value = 'answer'
    await alone(async () => {
      broken.value = await answerInTurn(lines.value, (line) => take(client.POST('/api/cases/{id}/items/{item}/reply', { params: { path: pathOf(line) }, body: { move: line.move, ...bodyOf(line, decided) } })))
    })
  }

  async function alone(act: () => Promise<void>): Promise<void> {
    busy.value = true
    broken.value = undefined
    try {
      await act()
    } finally {
      busy.value = false
    }
  }

  function back(): void {
    stage.value = 'choose'
    broken.value = undefined
  }

  function startOver(): void {
    back()
    lines.value = []
    decision.value = undefined
    mistakes.value = {}
    beside.value = {}
  }

  // What was confirmed goes on by itself when the host answers again.
  onScopeDispose(onMended(() => {
    if (stage.value === 'answer' && broken.value instanceof LostConnection) void answer()
  }))

  return { stage, lines, fit, unfit, decision, busy, broken, mistakes, beside, check, answer, back, startOver }
}
