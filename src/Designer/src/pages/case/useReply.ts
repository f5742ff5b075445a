import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { client, take } from '@/api/client'
import { Problem } from '@/api/problem'
import type { CaseView, CheckAnswer, Data, Departure, ItemView, Outcome, RuleAnswer } from '@/api/types'
import { answerOf, changedPlaces, inPlace, isTouched, startingData } from '@/parts/form/formData'
import { newMoveId } from '@/parts/ids'
import { released } from '@/parts/released'
import { useDraft } from './useDraft'

/** 补录: when it was done on paper, and the papers that show it. */
export interface OnPaper {
  doneOn: string
  evidence: unknown[]
}

/** An answer that waits to be confirmed, and why. */
export interface Confirming {
  outcome: Outcome
  reason?: string
  records: string[]
  /** Which rules do not hold, with their numbers. */
  because: string[]
  final: string[]
}

/** What the rules say of a way besides the usual one, in one line each. */
export interface OtherWay {
  title: string
  verdicts: RuleAnswer[]
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
  // Where somebody had been when the check that is shown was asked: what it says of a place filled in since is about an empty one.
  const checkedAt = shallowRef<ReadonlySet<string>>(new Set())
  const asked = ref(false)
  const restored = ref(false)
  const busy = ref(false)
  let sent = false
  const refusal = shallowRef<unknown>()
  const checked = shallowRef<CheckAnswer>()
  const otherWays = shallowRef<OtherWay[]>([])
  const checking = ref(false)
  const confirming = shallowRef<Confirming>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  // The answer that most people give is the one to check while typing.
  const usual = form.outcomes.find((outcome) => outcome.style === 'primary') ?? form.outcomes[0]

  // What has its own rules is said before it is pressed, too.
  const others = form.outcomes.filter((outcome) => outcome !== usual && !outcome.skipsFields)

  /** 补录 is chosen, and the day is still missing: nothing may pass as done today. */
  const undated = computed(() => !!onPaper.value && !onPaper.value.doneOn)

  /** Mistakes are shown where somebody has been, and everywhere once an answer was tried. */
  const errors = computed(() => {
    const told = {
      ...checked.value?.errors,
      ...(refusal.value instanceof Problem ? refusal.value.body.errors : {}),
      ...(undated.value ? { performedOn: '请填写当时办理的日期；今天办的事，请选“不是补录，按今天办理”。' } : {}),
    }
    const placed = inPlace(form, data.value, told)
    return asked.value ? placed : Object.fromEntries(Object.entries(placed).filter(([at]) => isTouched(at, checkedAt.value)))
  })

  function change(now: Data): void {
    for (const place of changedPlaces(data.value, now)) touched.value.add(place)
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
    const places = new Set(touched.value)
    checking.value = true
    try {
      const answer = await take(client.POST('/api/cases/{id}/items/{item}/check', { params: { path }, body: bodyOf(usual) }))
      await released()
      if (mine === turn) [checked.value, checkedAt.value] = [answer, places]
      if (item.rules?.length) await checkOthers(mine, answer)
    } catch {
      // A dry run that fails says nothing, and what an earlier one said is out of date.
      if (mine === turn) checked.value = undefined
    } finally {
      if (mine === turn) checking.value = false
    }
  }

  /** Of each other way only what the usual one does not say already. */
  async function checkOthers(mine: number, usually: CheckAnswer): Promise<void> {
    const said = new Set(usually.verdicts.map((verdict) => verdict.rule + verdict.because))
    const ways: OtherWay[] = []
    for (const outcome of others) {
      const answer = await take(client.POST('/api/cases/{id}/items/{item}/check', { params: { path }, body: bodyOf(outcome) }))
      ways.push({ title: outcome.title, verdicts: answer.verdicts.filter((verdict) => !said.has(verdict.rule + verdict.because)) })
    }
    if (mine === turn) otherWays.value = ways.filter((way) => way.verdicts.length > 0)
  }

  function bodyOf(outcome: Outcome, reason?: string) {
    const fields = outcome.skipsFields ? {} : answerOf(form, data.value)
    return { seq: seq(), outcome: outcome.key, data: fields, departures: departures.value, reason: reason ?? null, ...paper() }
  }

  /** What goes along when it was done on paper before. */
  function paper(): { doneOn?: string; evidence?: unknown[] } {
    return onPaper.value ? { doneOn: onPaper.value.doneOn || undefined, evidence: onPaper.value.evidence } : {}
  }

  /** Asks what it would come to before it counts: what is recorded though a rule fails, and what is final, is confirmed first. */
  async function answer(outcome: Outcome, reason?: string): Promise<void> {
    if (busy.value || undated.value) return send(outcome, reason)
    busy.value = true
    refusal.value = undefined
    try {
      const said = await take(client.POST('/api/cases/{id}/items/{item}/check', { params: { path }, body: bodyOf(outcome, reason) }))
      const failed = said.verdicts.filter((verdict) => !verdict.holds && !verdict.soft)
      const because = [...new Set(failed.map((verdict) => verdict.because))]
      if (said.records.length + said.final.length > 0) confirming.value = { outcome, reason, records: said.records, because, final: said.final }
    } catch (error) {
      refusal.value = error
      return
    } finally {
      busy.value = false
    }
    if (!confirming.value) await send(outcome, reason)
  }

  function confirmed(): Promise<void> {
    const what = confirming.value
    confirming.value = undefined
    return what ? send(what.outcome, what.reason) : Promise.resolve()
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
    const body = { move, ...bodyOf(outcome, reason) }
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
    checkedAt.value = new Set()
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

  return {
    form, data, change, departures, onPaper, errors, busy, refusal, checked, otherWays, checking, restored, savedAt: draft.savedAt,
    begin, answer, confirming, confirmed, startOver, isUnsent,
  }
}
