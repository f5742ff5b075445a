import { Problem } from '@/api/problem'
import type { AnswerForm, Data, Field, TogetherItem } from '@/api/types'
import { mistakesOf, shownFields, startingData } from '@/parts/form/formData'
import type { Line } from './inTurn'

/** Everything that one case is asked: what is answered once for all, and what is its own. */
export function wholeForm(form: AnswerForm, { fields }: TogetherItem): AnswerForm {
  return { ...form, fields: [...form.fields, ...fields] }
}

/** Of its own fields, those to show beside these answers. */
export function ownShown({ fields }: TogetherItem, shared: Data, own: Data): Field[] {
  return shownFields(fields, { ...shared, ...own })
}

/** What each case begins with, and what was typed beside it before. */
export function ownAtFirst(items: TogetherItem[], typed: Record<string, Data> = {}): Record<string, Data> {
  return Object.fromEntries(items.map((item) => [item.case, startingData({ fields: item.fields, outcomes: [], notices: [], facts: [] }, typed[item.case])]))
}

/** What is wrong with what was typed beside each case; a case without such a mistake is left out. */
export function ownMistakes(lines: Line[]): Record<string, Record<string, string>> {
  const found = lines.map(({ item, refusal }) => {
    const errors = refusal instanceof Problem ? (refusal.body.errors ?? {}) : {}
    const own = item.fields.map((field) => ({ field, ...mistakesOf(field.name, errors) }))
    return [item.case, Object.fromEntries(own.flatMap(({ field, own: says, inside }) => {
      const sentence = says ?? Object.values(inside)[0]
      return sentence ? [[field.name, sentence]] : []
    }))] as const
  })
  return Object.fromEntries(found.filter(([, errors]) => Object.keys(errors).length > 0))
}
