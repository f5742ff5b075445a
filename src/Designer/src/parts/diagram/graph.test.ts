import { describe, expect, it } from 'vitest'
import type { Diagram } from '@/api/types'
import { apart, folded } from './graph'

const diagram: Diagram = {
  nodes: [
    { id: 'ask', title: '请示', kind: 'form', who: null, parent: null },
    { id: 'reply', title: '批复', kind: 'call', who: null, parent: null },
    { id: 'reply/in/check', title: '审查', kind: 'form', who: null, parent: 'reply' },
    { id: 'talk', title: '谈话', kind: 'call', who: null, parent: null },
    { id: 'talk/in/plan', title: '安排', kind: 'form', who: null, parent: 'talk' },
  ],
  edges: [
    { from: 'ask', to: 'reply', label: '提交' },
    { from: 'reply', to: 'talk', label: '同意' },
  ],
}

describe('folded', () => {
  it('shows the main steps only, when no case stands anywhere', () => {
    expect(folded(diagram).nodes.map((node) => node.id)).toEqual(['ask', 'reply', 'talk'])
    expect(folded(diagram).edges).toHaveLength(2)
  })

  it('opens the sub-procedure in which the case stands, and no other', () => {
    const at = folded({ ...diagram, states: { reply: 'here', 'reply/in/check': 'here' } })
    expect(at.nodes.map((node) => node.id)).toEqual(['ask', 'reply', 'reply/in/check', 'talk'])
  })
})

describe('apart', () => {
  const beside: Diagram = {
    nodes: [
      ...diagram.nodes,
      { id: 'leave', title: '转出', kind: 'aside', who: null, parent: null },
      { id: 'leave/go/letter', title: '介绍信', kind: 'form', who: null, parent: 'leave' },
      { id: 'end:done', title: '办结', kind: 'end', who: null, parent: null },
      { id: 'end:left', title: '已转出', kind: 'end', who: null, parent: null },
      { id: 'end:void', title: '作废', kind: 'end', who: null, parent: null },
    ],
    edges: [
      ...diagram.edges,
      { from: 'talk', to: 'end:done', label: '' },
      { from: 'leave', to: 'end:left', label: '已转出' },
      { from: 'leave', to: 'end:done', label: '已办' },
    ],
  }

  it('takes what may come up at any time out of the order of steps, with the ends that only it leads to', () => {
    expect(apart(beside).main.nodes.map((node) => node.id)).toEqual([...diagram.nodes.map((node) => node.id), 'end:done', 'end:void'])
    expect(apart(beside).main.edges).toHaveLength(3)
  })

  it('keeps for it what it holds and where it leads', () => {
    expect(apart(beside).asides.nodes.map((node) => node.id)).toEqual(['leave', 'leave/go/letter'])
    expect(apart(beside).asides.edges.map((edge) => edge.to)).toEqual(['end:left', 'end:done'])
  })
})
