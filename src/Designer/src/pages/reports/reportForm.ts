import type { AnswerForm, Data, Field, ReportKind, RuleView } from '@/api/types'
import { flatten, givenOf } from '../rules/parameterFields'

const prefix = 'facts.'

/** The facts that a trigger's rule asks for; how much is too much is a setting and not asked. */
function parametersOf(rule: RuleView | undefined) {
  return rule?.parameters.filter((parameter) => !parameter.setting) ?? []
}

/** The questions of a report: about whom, what was found, and where that is known from. */
export function reportForm(kind: ReportKind, chosen: string, rule: RuleView | undefined, today: string): AnswerForm {
  const trigger = kind.triggers.find((one) => one.trigger === chosen)
  const facts = flatten(parametersOf(rule)).map(
    (field): Field => ({ ...field, name: prefix + field.name, value: field.name === 'reported-on' ? today : undefined }),
  )
  return {
    fields: [
      { name: 'unit', label: '哪个党组织', type: 'unit', required: true, options: kind.units.map(({ unit, name }) => ({ value: unit, label: name })) },
      {
        name: 'trigger', label: '哪一类线索', type: 'choice', required: true, hint: trigger?.text,
        options: kind.triggers.map((one) => ({ value: one.trigger, label: one.title })),
      },
      ...facts,
      { name: 'source', label: '来源', type: 'text', required: true, hint: '例如通报的文号、检查报告的名称；同一来源只受理一次' },
      { name: 'on', label: '发现日期', type: 'date', required: true, value: today },
      { name: 'text', label: '补充说明', type: 'long-text' },
      { name: 'files', label: '证据材料', type: 'files' },
    ],
    outcomes: [{ key: 'send', title: '提交线索', style: 'primary' }],
  }
}

/** What was filled in of the facts. */
export function factsOf(rule: RuleView | undefined, answer: Data): Data {
  const facts = Object.fromEntries(Object.entries(answer).filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]))
  return givenOf(parametersOf(rule), facts)
}

/** Is everything there that the rule needs? */
export function isComplete(rule: RuleView | undefined, facts: Data): boolean {
  return rule !== undefined && parametersOf(rule).every((parameter) => !parameter.required || facts[parameter.name] !== undefined)
}
