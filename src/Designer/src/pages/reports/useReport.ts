import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useRouter } from 'vue-router'
import { client, take } from '@/api/client'
import type { Data, Evaluation, ReportKind } from '@/api/types'
import { answerOf, startingData } from '@/parts/form/formData'
import { released } from '@/parts/released'
import { useAsking } from '@/parts/useAsking'
import { say } from '@/said'
import { factsOf, isComplete, reportForm } from './reportForm'

/** One report: typed, judged by the trigger's rule while typing, sent. */
export function useReport(kind: ReportKind, today: string) {
  const router = useRouter()
  const cache = useQueryClient()
  const data = ref<Data>({})
  const verdict = shallowRef<Evaluation>()
  const { busy, notice, mistakes, ask, forget } = useAsking()
  const id = computed(() => kind.triggers.find((one) => one.trigger === data.value.trigger)?.rule)
  const rule = useQuery({
    queryKey: ['rule', id],
    queryFn: () => take(client.GET('/api/rules/{id}', { params: { path: { id: id.value ?? '' } } })),
    enabled: computed(() => id.value !== undefined),
  })
  const asked = computed(() => (id.value ? rule.data.value : undefined))
  const form = computed(() => reportForm(kind, String(data.value.trigger ?? ''), asked.value, today))
  const said = computed(() => (verdict.value ? [verdict.value.because] : []))
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  // Another trigger asks other questions; what the others have in common stays.
  watch(() => form.value.fields.map((field) => field.name).join(), () => (data.value = startingData(form.value, data.value)), { immediate: true })
  watch(data, () => {
    forget()
    clearTimeout(timer)
    timer = setTimeout(() => void judge(), 400)
  })
  onScopeDispose(() => clearTimeout(timer))

  async function judge(): Promise<void> {
    const mine = ++turn
    const given = factsOf(asked.value, answerOf(form.value, data.value))
    // Facts that are no numbers or days yet are told when they are sent.
    const answer = isComplete(asked.value, given) && id.value ? await take(client.POST('/api/rules/{id}/evaluate', { params: { path: { id: id.value } }, body: { given } })).catch(() => undefined) : undefined
    await released()
    if (mine === turn) verdict.value = answer
  }

  function send(): Promise<void> {
    return ask(async () => {
      const answer = answerOf(form.value, data.value)
      const { case: taker, again } = await take(client.POST('/api/reports', {
        body: {
          procedure: kind.procedure,
          unit: textOf(answer.unit),
          trigger: textOf(answer.trigger),
          source: textOf(answer.source),
          on: textOf(answer.on) || today,
          facts: factsOf(asked.value, answer),
          text: textOf(answer.text) || null,
          files: (answer.files as { hash: string; name: string }[] | undefined) ?? [],
        },
      }))
      for (const stale of ['reports', 'ladders', 'cases', 'watch', 'inbox']) void cache.invalidateQueries({ queryKey: [stale] })
      say(again ? `这一来源的线索以前已由 ${taker.number} 受理，没有重复提交。` : `线索已提交，由 ${taker.number} 受理。`)
      await router.push('/reports')
    })
  }

  return { form, data, verdict, busy, notice, mistakes, said, send }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
