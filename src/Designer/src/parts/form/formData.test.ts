import { describe, expect, it } from 'vitest'
import type { AnswerForm, Field } from '@/api/types'
import vectors from '../../../../../tests/vectors/conditions.json'
import { answerOf, differsFromRegister, inWords, mistakesOf, mustWords, narrowed, readNumber, shownFields, startingData, waysAround } from './formData'

const tally: Field = {
  name: 'tally',
  label: '计票',
  type: 'rows',
  columns: [
    { name: 'who', label: '候选人', type: 'text', readOnly: true },
    { name: 'yes', label: '赞成', type: 'number' },
  ],
  fixedRows: [{ who: '王秋实' }, { who: '李文远' }],
  addRows: true,
}

const form: AnswerForm = {
  fields: [
    { name: 'present', label: '实到', type: 'number', register: { label: '应到会', text: '名册：26 人', source: '名册', value: 26 } },
    { name: 'void', label: '作废', type: 'yes-no' },
    { name: 'why', label: '原因', type: 'text', showWhen: { field: 'void', is: true } },
    { name: 'note', label: '说明', type: 'info', value: '请当场清点' },
    tally,
  ],
  outcomes: [],
}

describe('a form', () => {
  it('offers for 书记人选 only those who are chosen as 预备人选 in the same form', () => {
    const options = [{ value: 'p1', label: '王秋实' }, { value: 'p2', label: '李文远' }]
    const secretary: Field = { name: 'secretary', label: '书记人选', type: 'person', options, among: 'proposed' }
    expect(narrowed(secretary, { proposed: ['p2'] }).options).toEqual([{ value: 'p2', label: '李文远' }])
    expect(narrowed(secretary, { proposed: null }).options).toEqual([])
    expect(narrowed({ ...secretary, among: null }, {}).options).toEqual(options)
  })

  it('says for which answer a field must be filled in where the usual one leaves the form empty', () => {
    const objected = { key: 'objected', title: '登记异议', style: 'plain' as const }
    const clear = { key: 'clear', title: '公示期满', style: 'primary' as const, skipsFields: true }
    expect(mustWords([objected, clear])).toBe('登记异议时必填')
    expect(mustWords([{ ...objected, style: 'primary' }, { ...clear, style: 'plain' }])).toBe('必填')
    expect(mustWords([objected, { ...objected, key: 'more' }, clear])).toBe('必填')
  })

  it('begins with fixed rows and keeps what a draft holds beside them', () => {
    const draft = { present: 24, tally: [{ who: '旧名', yes: 20 }, {}, { who: '另选一人', yes: 1 }] }
    const data = startingData(form, draft)
    expect(data.present).toBe(24)
    expect(data.tally).toEqual([{ who: '王秋实', yes: 20 }, { who: '李文远' }, { who: '另选一人', yes: 1 }])
  })

  it('takes one person for a list of one where several are asked for', () => {
    const people: Field = { name: 'nominees', label: '候选人', type: 'people', value: 'p0032' }
    expect(startingData({ fields: [people], outcomes: [] }).nominees).toEqual(['p0032'])
  })

  it('asks for a reason only where the answer calls for one', () => {
    expect(shownFields(form.fields, { void: false }).map((field) => field.name)).not.toContain('why')
    expect(shownFields(form.fields, { void: true }).map((field) => field.name)).toContain('why')
  })

  it('tells above a long form which way leads around it, not one that refuses or has to be thought over', () => {
    const ways = [
      { key: 'written', title: '提交', style: 'primary' },
      { key: 'oral', title: '改为口头通知', style: 'plain', skipsFields: true },
      { key: 'returned', title: '退回', style: 'plain', skipsFields: true, needsReason: true },
      { key: 'absent', title: '缺席', style: 'danger', skipsFields: true },
    ]
    const fields = Array.from({ length: 5 }, (_, at): Field => ({ name: `f${at}`, label: '约谈地点', type: 'text' }))
    expect(waysAround(ways, fields).map((way) => way.title)).toEqual(['改为口头通知'])
    expect(waysAround(ways, fields.slice(1))).toEqual([])
  })

  it('weighs every condition as the host does', () => {
    const one: Field = { name: 'x', label: '项目', type: 'text' }
    const otherwise = vectors.filter(({ when, value, holds }) => {
      const other: Field = { name: 'y', label: '另一项', type: 'text', showWhen: { field: 'x', is: null, isNot: null, ...when } }
      return (shownFields([one, other], { x: value }).length === 2) !== holds
    })
    expect(vectors.length).toBeGreaterThan(0)
    expect(otherwise).toEqual([])
  })

  it('asks about written opinions only once there are some', () => {
    const written: Field = { name: 'written', label: '书面意见赞成', type: 'number' }
    const before: Field = { name: 'before', label: '书面意见在会前正式提出', type: 'yes-no', required: true, showWhen: { field: 'written', is: null, atLeast: 1 } }
    const asked = (count: unknown) => shownFields([written, before], { written: count }).length === 2
    expect([undefined, null, '', 0, 1, '2'].map(asked)).toEqual([false, false, false, false, true, true])
  })

  it('asks what a law brought only from its first day on', () => {
    const talk: Field = { name: 'talk', label: '谈话日期', type: 'date' }
    const notes: Field = { name: 'notes', label: '谈话记录', type: 'text', showWhen: { field: 'talk', since: '2026-05-11' } }
    const asked = (day: unknown) => shownFields([talk, notes], { talk: day }).length === 2
    expect([undefined, null, '', '2026-05-10', '2026-05-11', '2027-01-01'].map(asked)).toEqual([false, false, false, false, true, true])
  })

  it('sends neither hidden fields nor empty ones nor mere information', () => {
    const data = { ...startingData(form), present: 24, void: false, why: '曾经写过' }
    expect(answerOf(form, data)).toEqual({ present: 24, void: false, tally: [{ who: '王秋实' }, { who: '李文远' }] })
  })

  it('can be read as words, rows and choices too, for somebody whose answer came too late', () => {
    const data = { ...startingData(form), present: 24, void: false, tally: [{ who: '王秋实', yes: 20 }] }
    expect(inWords(form, data)).toEqual([
      { label: '实到', text: '24' },
      { label: '作废', text: '否' },
      { label: '计票', text: '候选人 王秋实，赞成 20' },
    ])
  })

  it('points out a number that differs from the register, but not an empty one', () => {
    const present = form.fields[0] as Field
    expect(differsFromRegister(present, 25)).toBe(true)
    expect(differsFromRegister(present, 26)).toBe(false)
    expect(differsFromRegister(present, null)).toBe(false)
  })

  it('reads full-width digits as numbers and hands anything else to the host unchanged', () => {
    expect(readNumber('２６')).toBe(26)
    expect(readNumber('')).toBeNull()
    expect(readNumber('二十六')).toBe('二十六')
  })

  it('finds the mistakes of single cells by row and column', () => {
    const found = mistakesOf('tally', { 'tally[1].yes': '须为不小于 0 的整数。', tally: '合计不符。', tallyOther: '别处' })
    expect(found).toEqual({ own: '合计不符。', inside: { '1.yes': '须为不小于 0 的整数。' } })
  })
})
