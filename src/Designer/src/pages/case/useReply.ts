import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { client, take } from '@/api/client'
import { Problem } from '@/api/problem'
import type { CaseView, CheckAnswer, Data, Departure, ItemView, Outcome } from '@/api/types'
import { answerOf, startingData } from '@/parts/form/formData'
import { newMoveId } from '@/parts/ids'
import { released } from '@/parts/released'
import { useDraft } from './useDraft'

/** 补录: when it was done on paper, and the papers that show it. */
export interface OnPaper {
  doneOn: string
  evidence: unknown[]
}

/** One person's answer to one work item: typed, checked while typing, kept as a draft, sent once. */
export function useReply(caseId: string, seq: () => number, item: ItemView, taken: (view: CaseView) => void) {
  const form = item.form ?? { fields: [], outcomes: [] }
  const path = { id: caseId, item: item.item }
  const draft = useDraft(caseId, item.item)
  const move = newMoveId()
  const data = ref<Data>(startingData(form))
  const departures = ref<Departure[]>([])
  const onPaper = ref<OnPaper>()
  const touched = ref(new Set<string>())
  const asked = ref(false)
  const restored = ref(false)
  const busy = ref(false)
  let sent = false
  const refusal = shallowRef<unknown>()
  const checked = shallowRef<CheckAnswer>()
  const checking = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  // The answer that most people give is the one to check while typing.
  const usual = form.outcomes.find((outcome) => outcome.style === 'primary') ?? form.outcomes[0]

  /** 补录 is chosen, and the day is still missing: nothing may pass as done today. */
  const undated = computed(() => !!onPaper.value && !onPaper.value.doneOn)

  /** Mistakes are shown where somebody has been, and everywhere once an answer was tried. */
  const errors = computed(() => {
    const told = {
      ...checked.value?.errors,
      ...(refusal.value instanceof Problem ? refusal.value.body.errors : {}),
      ...(undated.value ? { performedOn: '请填写当时办理的日期；今天办的事，请选“不是补录，按今天办理”。' } : {}),
    }
    if (asked.value) return told
    return Object.fromEntries(Object.entries(told).filter(([name]) => touched.value.has(name.split(/[[.]/)[0] ?? name)))
  })

  function change(now: Data): void {
    for (const name of Object.keys(now)) if (now[name] !== data.value[name]) touched.value.add(name)
    data.value = now
    // The answer to what was sent before says nothing about what is typed now; only a moved case stays moved.
    const said = refusal.value
    if (said && !(said instanceof Problem && said.isStale))
      void released().then(() => {
        if (refusal.value === said) refusal.value = undefined
      })
    draft.save(answerOf(form, now))
  }

  async function check(): Promise<void> {
    // By which day's rules would it be judged?
    if (undated.value) return void (checked.value = undefined)
    if (!usual || (form.fields.length === 0 && !item.rules?.length)) return
    const mine = ++turn
    checking.value = true
    try {
      const body = { seq: seq(), outcome: usual.key, data: answerOf(form, data.value), departures: departures.value, reason: null, ...paper() }
      const answer = await take(client.POST('/api/cases/{id}/items/{item}/check', { params: { path }, body }))
      await released()
      if (mine === turn) checked.value = answer
    } catch {
      // A dry run that fails says nothing, and what an earlier one said is out of date.
      if (mine === turn) checked.value = undefined
    } finally {
      if (mine === turn) checking.value = false
    }
  }

  /** What goes along when it was done on paper before. */
  function paper(): { doneOn?: string; evidence?: unknown[] } {
    return onPaper.value ? { doneOn: onPaper.value.doneOn || undefined, evidence: onPaper.value.evidence } : {}
  }

  async function send(outcome: Outcome, reason?: string): Promise<void> {
    if (busy.value) return
    if (undated.value) {
      asked.value = true
      refusal.value = new Problem({ code: 'malformed', status: 400, title: '补录还缺当时办理的日期，没有提交。' })
      return
    }
    busy.value = true
    refusal.value = undefined
    await draft.hold()
    const body = {
      move,
      seq: seq(),
      outcome: outcome.key,
      data: outcome.skipsFields ? {} : answerOf(form, data.value),
      departures: departures.value,
      reason: reason ?? null,
      ...paper(),
    }
    try {
      const view = await take(client.POST('/api/cases/{id}/items/{item}/reply', { params: { path }, body }))
      draft.done()
      sent = true
      taken(view)
    } catch (error) {
      asked.value = true
      refusal.value = error
      draft.release()
    } finally {
      busy.value = false
    }
  }

  async function begin(): Promise<void> {
    const kept = await draft.load()
    if (kept && Object.keys(kept).length > 0) {
      data.value = startingData(form, kept)
      restored.value = true
    }
    await check()
  }

  async function startOver(): Promise<void> {
    await draft.clear()
    data.value = startingData(form)
    touched.value = new Set()
    asked.value = false
    restored.value = false
    refusal.value = undefined
  }

  /** Somebody typed here, and nothing of it was taken. */
  function isUnsent(): boolean {
    return !sent && (touched.value.size > 0 || restored.value)
  }

  watch([data, departures, onPaper], () => {
    clearTimeout(timer)
    timer = setTimeout(() => void check(), 400)
  })
  onScopeDispose(() => clearTimeout(timer))

  return { form, data, change, departures, onPaper, errors, busy, refusal, checked, checking, restored, begin, send, startOver, isUnsent, savedAt: draft.savedAt }
}
