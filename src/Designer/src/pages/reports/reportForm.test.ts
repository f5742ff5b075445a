import { expect, test } from 'vitest'
import type { Parameter, ReportKind, RuleView } from '@/api/types'
import { factsOf, isComplete, reportForm } from './reportForm'

const late = { name: 'late', label: '连续未报、迟报', type: 'number', required: true, choices: [], options: [], columns: [] } as unknown as Parameter
const mostLate = { ...late, name: 'most-late', required: false, setting: { key: 'lagging-late-reports', value: '2', standard: '2', choices: [] } } as unknown as Parameter
const rule = { id: 'LG-T2', parameters: [late, mostLate] } as unknown as RuleView
const kind = { procedure: 'lagging-interview', title: '后进约谈', units: [], triggers: [{ trigger: 'T2', title: '报表迟报', text: '连续两次', rule: 'LG-T2' }] } as ReportKind

test('whoever reports is asked for the facts and never for the standard', () => {
  const names = reportForm(kind, 'T2', rule, '2026-01-12').fields.map((field) => field.name)
  expect(names).toEqual(['unit', 'trigger', 'facts.late', 'source', 'on', 'text', 'files'])
})

test('the rule is asked once everything that it needs is there', () => {
  expect(isComplete(rule, factsOf(rule, { unit: 'b' }))).toBe(false)
  expect(factsOf(rule, { 'facts.late': 2, source: '通报' })).toEqual({ late: 2 })
  expect(isComplete(rule, { late: 2 })).toBe(true)
  expect(isComplete(undefined, {})).toBe(false)
})
