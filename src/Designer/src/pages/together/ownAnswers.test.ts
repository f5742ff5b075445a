import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import type { Field, TogetherItem } from '@/api/types'
import type { Line } from './inTurn'
import { ownAtFirst, ownMistakes, ownShown, wholeForm } from './ownAnswers'

function field(name: string, more: Partial<Field> = {}): Field {
  return { name, label: name, type: 'text', required: true, ...more } as Field
}

function item(id: string, ...fields: Field[]): TogetherItem {
  return { case: id, fields } as TogetherItem
}

describe('what is filled in beside each of several cases', () => {
  it('begins with what the case says, and keeps what was typed', () => {
    const items = [item('a', field('number'), field('seats', { type: 'number', value: 5 })), item('b', field('number'))]
    expect(ownAtFirst(items)).toEqual({ a: { number: null, seats: 5 }, b: { number: null } })
    expect(ownAtFirst(items, { a: { number: '一号', seats: 3 } })).toEqual({ a: { number: '一号', seats: 3 }, b: { number: null } })
  })

  it('is asked with what is answered once, and may hang on it', () => {
    const hanging = item('a', field('number'), field('why', { showWhen: { field: 'way', is: 'other' } }), field('way', { type: 'choice' }))
    expect(wholeForm({ fields: [field('day')], outcomes: [], notices: [], facts: [] }, hanging).fields.map(({ name }) => name)).toEqual(['day', 'number', 'why', 'way'])
    expect(ownShown(hanging, {}, { way: 'usual' }).map(({ name }) => name)).toEqual(['number', 'way'])
    expect(ownShown(hanging, {}, { way: 'other' }).map(({ name }) => name)).toEqual(['number', 'why', 'way'])
  })

  it('tells a mistake at its own case only, and leaves what is said of all to the others', () => {
    const wrong = (errors: Record<string, string>): Problem => new Problem({ status: 400, code: 'malformed', title: '有误', errors })
    const lines = [
      { item: item('a', field('number')), refusal: wrong({ number: '太长', day: '请填写' }) },
      { item: item('b', field('people', { type: 'people' })), refusal: wrong({ 'people[1].x': '不在名单中', 'people.1.y': '重复' }) },
      { item: item('c', field('number')), refusal: wrong({ day: '请填写' }) },
      { item: item('d', field('number')) },
    ] as Line[]
    expect(ownMistakes(lines)).toEqual({ a: { number: '太长' }, b: { people: '不在名单中' } })
  })
})
