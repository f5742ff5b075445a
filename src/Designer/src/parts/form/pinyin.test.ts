import { beforeAll, expect, it } from 'vitest'
import { findPeople, loadPinyin } from './pinyin'

const people = ['王秋实', '欧阳文远', '古丽·买买提', '单晓'].map((label, at) => ({ value: String(at), label }))

beforeAll(loadPinyin)

const found = (typed: string) => findPeople(people, typed).map((person) => person.label)

it('finds a person by characters, by initials and by whole pinyin', () => {
  expect(found('秋')).toEqual(['王秋实'])
  expect(found('wqs')).toEqual(['王秋实'])
  expect(found('ouyang')).toEqual(['欧阳文远'])
  expect(found('OY')).toEqual(['欧阳文远'])
})

it('finds a name with a middle dot and a surname with two readings', () => {
  expect(found('guli')).toEqual(['古丽·买买提'])
  expect(found('shan')).toEqual(['单晓'])
})

it('shows everybody while nothing is typed and nobody when nothing fits', () => {
  expect(found('  ')).toHaveLength(4)
  expect(found('zzz')).toEqual([])
})
