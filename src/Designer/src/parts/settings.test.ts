import { describe, expect, it } from 'vitest'
import { settingText } from './settings'

const plain = { type: 'text', choices: [], unit: '' }

describe('settingText', () => {
  it.each([
    ['a length of time', { ...plain, type: 'period' }, 'P10WD', '10 个工作日'],
    ['a number with its unit', { ...plain, type: 'number', unit: '月' }, '12', '12 月'],
    ['a share', { ...plain, type: 'share' }, '>= 4/5', '不少于 4/5'],
    ['yes or no', { ...plain, type: 'yes-no' }, 'false', '否'],
    ['a choice by its word', { ...plain, choices: [{ value: 'a', label: '甲' }] }, 'a', '甲'],
  ])('tells %s', (_, setting, value, said) => expect(settingText(setting, value)).toBe(said))
})
