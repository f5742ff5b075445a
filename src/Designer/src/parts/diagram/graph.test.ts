import { describe, expect, it } from 'vitest'
import type { Diagram } from '@/api/types'
import { folded } from './graph'

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
