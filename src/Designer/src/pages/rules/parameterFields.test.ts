import { describe, expect, it } from 'vitest'
import type { Parameter } from '@/api/types'
import { fieldOf, flatten, givenOf } from './parameterFields'

const plain = { required: true, unit: null, min: null, max: null, setting: null, options: [], columns: [] }
const votes: Parameter = { ...plain, name: 'votes', label: '得票', type: 'list' }
const base: Parameter = {
  ...plain,
  name: 'base',
  label: '基数',
  type: 'choice',
  setting: { key: 'electionMajorityBase', value: 'present', standard: 'present', choices: [{ value: 'present', label: '实到会' }] },
}
const ballot: Parameter = {
  ...plain,
  name: 'ballot',
  label: '选票',
  type: 'record',
  columns: [
    { ...plain, name: 'issued', label: '发出', type: 'number' },
    { ...plain, name: 'returned', label: '收回', type: 'number' },
  ],
}

describe('the calculator', () => {
  it('asks for a setting only when somebody wants to try another', () => {
    const field = fieldOf(base)
    expect(field.required).toBe(false)
    expect(field.hint).toContain('实到会')
  })

  it('asks for a record field by field and puts it together again', () => {
    expect(flatten([ballot]).map((field) => field.label)).toEqual(['选票：发出', '选票：收回'])
    expect(givenOf([ballot], { 'ballot.issued': 24, 'ballot.returned': 25 })).toEqual({ ballot: { issued: 24, returned: 25 } })
  })

  it('offers a list of choices to be ticked', () => {
    const papers: Parameter = { ...plain, name: 'papers', label: '已有材料', type: 'choices', options: [{ value: 'application', label: '入党申请书' }] }
    expect(fieldOf(papers)).toMatchObject({ type: 'choices', options: papers.options })
    expect(givenOf([papers], { papers: ['application'] })).toEqual({ papers: ['application'] })
  })

  it('reads a list line by line, numbers as numbers', () => {
    expect(givenOf([votes, base], { votes: '24\n 13 \n\n王秋实' })).toEqual({ votes: [24, 13, '王秋实'] })
  })

  it('tells the length of time that a setting holds in words', () => {
    const within: Parameter = { ...plain, name: 'within', label: '批复期限', type: 'period', setting: { key: 'request-reply', value: 'P10WD', standard: 'P1M', choices: [] } }
    expect(fieldOf(within).hint).toContain('10 个工作日')
  })
})
