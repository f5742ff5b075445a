import type { RuleView } from '@/api/types'
import { findPeople } from '@/parts/form/pinyin'

/** What the list of rules is narrowed by; empty: by nothing. */
export interface RuleFilters {
  q: string
  group: string
  standing: string
  procedure: string
}

export interface RuleGroup {
  key: string
  title: string
  rules: RuleView[]
}

/** The rules asked for: by words of title (its first letters too), number, text and article, by subject, by how far they bind and by who asks them. */
export function foundRules(all: RuleView[], { q, group, standing, procedure }: RuleFilters): RuleView[] {
  const wanted = q.trim().toLowerCase()
  const byName = new Set(findPeople(all.map(({ id, title }) => ({ value: id, label: title })), wanted).map(({ value }) => value))
  return all.filter(
    (rule) =>
      (byName.has(rule.id) || [rule.id, rule.text, rule.article].some((text) => text.toLowerCase().includes(wanted)))
      && (!group || rule.group === group)
      && (!standing || standing === rule.status || standing === (rule.soft ? 'usual' : 'strict'))
      && (!procedure || rule.usedBy.some((use) => use.procedure === procedure)),
  )
}

/** By subject, in the order in which the host tells them. */
export function bySubject(rules: RuleView[]): RuleGroup[] {
  const groups = new Map<string, RuleGroup>()
  for (const rule of rules) {
    const group = groups.get(rule.group) ?? { key: rule.group, title: rule.groupTitle, rules: [] }
    group.rules.push(rule)
    groups.set(rule.group, group)
  }
  return [...groups.values()]
}
