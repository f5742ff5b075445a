import { describe, expect, it } from 'vitest'
import type { Diagram } from '@/api/types'
import { backEdges, edgesAmong, nest, rowsOf } from './graph'
import { layOut, type Box } from './layout'

const node = (id: string, parent?: string) => ({ id, parent: parent ?? null, title: `步骤 ${id}`, kind: 'form', who: null })

const diagram: Diagram = {
  nodes: [
    node('draft'),
    node('sign'),
    node('sign/law/opinion', 'sign/law'),
    node('sign/money/vote', 'sign/money'),
    node('sign/money/again', 'sign/money'),
    node('done'),
  ],
  edges: [
    { from: 'draft', to: 'sign', label: '提交' },
    { from: 'sign', to: 'done', label: '全部同意' },
    { from: 'sign', to: 'draft', label: '退回' },
    { from: 'sign/money/vote', to: 'sign/money/again', label: '未过半' },
  ],
}

const boxOf = (boxes: Box[], id: string) => boxes.find((box) => box.node.id === id) as Box

describe('a diagram', () => {
  it('puts the steps of a branch inside the step that holds the branches', () => {
    const inside = nest(diagram)
    expect(inside.get('')?.map((one) => one.id)).toEqual(['draft', 'sign', 'done'])
    expect(inside.get('sign')?.map((one) => one.id)).toEqual(['sign/law/opinion', 'sign/money/vote', 'sign/money/again'])
  })

  it('knows an arrow that leads back, so that rows run downward', () => {
    const top = nest(diagram).get('') ?? []
    const edges = edgesAmong(top, diagram, nest(diagram))
    const back = backEdges(top, edges)
    expect([...back].map((edge) => edge.label)).toEqual(['退回'])
    expect([...rowsOf(top, edges.filter((edge) => !back.has(edge))).values()]).toEqual([0, 1, 2])
  })

  it('draws an arrow that leads back to its own step where the step stands, and several between two boxes once', () => {
    const edges = [...diagram.edges, { from: 'sign/law/opinion', to: 'sign/law/opinion', label: '重写' }, { from: 'sign/law/opinion', to: 'done', label: '否决' }]
    const more = { ...diagram, edges }
    const top = edgesAmong(nest(more).get('') ?? [], more, nest(more))
    expect(top.map(({ from, to, label }) => `${from} ${to} ${label}`)).toEqual(['draft sign 提交', 'sign done 全部同意／否决', 'sign draft 退回'])
  })

  it('keeps every held box within its holder and lets no two boxes of a row overlap', () => {
    const { boxes } = layOut(diagram)
    const sign = boxOf(boxes, 'sign')
    for (const id of ['sign/law/opinion', 'sign/money/vote', 'sign/money/again']) {
      const held = boxOf(boxes, id)
      expect(held.x).toBeGreaterThan(sign.x)
      expect(held.x + held.width).toBeLessThan(sign.x + sign.width)
      expect(held.y).toBeGreaterThan(sign.y)
      expect(held.y + held.height).toBeLessThan(sign.y + sign.height)
    }
    const [law, vote] = [boxOf(boxes, 'sign/law/opinion'), boxOf(boxes, 'sign/money/vote')]
    expect(law.y).toBe(vote.y)
    expect(law.x + law.width).toBeLessThan(vote.x)
  })

  it('draws every arrow once and stays within its own picture', () => {
    const picture = layOut(diagram)
    expect(picture.wires).toHaveLength(4)
    for (const { x, width } of picture.boxes) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(picture.width)
    }
  })

  it('can be drawn when every step leads back to another', () => {
    const ring: Diagram = { nodes: [node('a'), node('b')], edges: [{ from: 'a', to: 'b', label: '' }, { from: 'b', to: 'a', label: '' }] }
    const { boxes } = layOut(ring)
    expect(boxOf(boxes, 'b').y).toBeGreaterThan(boxOf(boxes, 'a').y)
  })
})
