import { expect, it } from 'vitest'
import type { UnitNode } from '@/api/types'
import { growTree, prune } from './unitTree'

const unit = (id: string, parent: string | null = null): UnitNode => ({
  id, name: id, kind: 'branch', kindTitle: '党支部', parent, members: 20, full: 19, termExpires: '2027-03-18', termState: 'fine',
})
const units = [unit('工委'), unit('机关党委', '工委'), unit('第一支部', '机关党委'), unit('第二支部', '机关党委'), unit('外单位支部', '看不见的党委')]

it('grows a tree, and puts a unit whose superior may not be seen at the top', () => {
  const tops = growTree(units)
  expect(tops.map((top) => top.unit.id)).toEqual(['工委', '外单位支部'])
  expect(tops[0]?.below[0]?.below.map((one) => one.unit.id)).toEqual(['第一支部', '第二支部'])
})

it('keeps the way down to what was looked for and nothing beside it', () => {
  const [top, ...others] = prune(growTree(units), (one) => one.id === '第二支部')
  expect(others).toEqual([])
  expect(top?.below[0]?.below.map((one) => one.unit.id)).toEqual(['第二支部'])
})
