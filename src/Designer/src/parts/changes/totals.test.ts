import { expect, it } from 'vitest'
import { totalsText } from './totals'

it('says only what there is', () => {
  expect(totalsText({ title: '职务', added: 2, changed: 0, ended: 1, voided: 0 })).toBe('职务：新增 2 行、终止 1 行')
  expect(totalsText({ title: '人员', added: 0, changed: 0, ended: 0, voided: 0 })).toBe('人员：没有变化')
})
