import { expect, test } from 'vitest'
import type { AnswerForm } from '@/api/types'
import { changedPlaces, inPlace, isTouched, openMarks } from './formData'

const form: AnswerForm = {
  fields: [{ name: 'proposals', label: '推荐', type: 'rows', addRows: true, columns: [{ name: 'person', label: '人', type: 'person' }, { name: 'votes', label: '人数', type: 'number' }] }],
  outcomes: [],
}

test('adding a row touches none of its cells, filling in one touches that one', () => {
  const empty = { proposals: [] }
  const added = { proposals: [{}] }
  expect(changedPlaces(empty, added)).toEqual([])
  const filled = { proposals: [{ person: 'a' }] }
  expect(changedPlaces(added, filled)).toEqual(['proposals.0.person'])
  expect(changedPlaces({ seats: 4 }, { seats: 5 })).toEqual(['seats'])
})

test('what is wrong with a table as a whole is told once somebody has been in it, a cell only where somebody has been', () => {
  const touched = new Set(['proposals.0.person'])
  expect(isTouched('proposals', touched)).toBe(true)
  expect(isTouched('proposals.0.person', touched)).toBe(true)
  expect(isTouched('proposals.0.votes', touched)).toBe(false)
  expect(isTouched('seats', touched)).toBe(false)
})

test('a mistake in the second row that was sent stands beside the third row on the page when the second is empty', () => {
  const data = { proposals: [{ person: 'a', votes: 3 }, {}, { person: 'b' }] }
  expect(inPlace(form, data, { 'proposals.1.votes': '请填写“人数”。', seats: '请填写。' })).toEqual({ 'proposals.2.votes': '请填写“人数”。', seats: '请填写。' })
})

test('a mark stays until something stands there', () => {
  const marks = { issued: '不一致', 'tally.1.yes': '不一致' }
  expect(openMarks(marks, { issued: null, tally: [{ yes: 3 }, { person: 'b' }] })).toEqual(marks)
  expect(openMarks(marks, { issued: 22, tally: [{ yes: 3 }, { person: 'b', yes: 0 }] })).toEqual({})
  expect(openMarks({ 'write-ins.0.yes': '不一致' }, { 'write-ins': [] })).toEqual({ 'write-ins.0.yes': '不一致' })
})
