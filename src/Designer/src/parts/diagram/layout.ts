import type { Diagram } from '@/api/types'
import { backEdges, edgesAmong, nest, rowsOf, type Edge, type Node } from './graph'

export interface Box {
  node: Node
  x: number
  y: number
  width: number
  height: number
  lines: string[]
  holds: boolean
}

export interface Wire {
  path: string
  label?: { text: string; x: number; y: number; anchor: 'start' | 'middle' | 'end' }
  back: boolean
}

export interface Picture {
  width: number
  height: number
  boxes: Box[]
  wires: Wire[]
}

const box = { width: 208, line: 24, pad: 13, perLine: 11 }
const gap = { x: 28, y: 54, lane: 18, inside: 18, head: 40 }

/** Places a procedure from top to bottom: rows by order, branches side by side in their box, returns at the left. */
export function layOut(diagram: Diagram): Picture {
  const inside = nest(diagram)
  return place(inside.get('') ?? [], diagram, inside)
}

function place(nodes: Node[], diagram: Diagram, inside: Map<string, Node[]>): Picture {
  const edges = edgesAmong(nodes, diagram, inside)
  const back = backEdges(nodes, edges)
  const rows = rowsOf(nodes, edges.filter((edge) => !back.has(edge)))
  const held = new Map(nodes.filter((node) => inside.has(node.id)).map((node) => [node.id, place(inside.get(node.id) ?? [], diagram, inside)]))
  const lines = arrange(nodes, edges.filter((edge) => !back.has(edge)), rows)

  const boxes = new Map<string, Box>()
  const widest = Math.max(0, ...lines.map((line) => line.reduce((sum, node) => sum + sizeOf(node, held).width + gap.x, -gap.x)))
  let y = 0
  for (const line of lines) {
    const sizes = line.map((node) => sizeOf(node, held))
    let x = (widest - sizes.reduce((sum, size) => sum + size.width + gap.x, -gap.x)) / 2
    line.forEach((node, at) => {
      const size = sizes[at] ?? { width: 0, height: 0 }
      boxes.set(node.id, { node, x, y, ...size, lines: wrap(node.title), holds: held.has(node.id) })
      x += size.width + gap.x
    })
    y += Math.max(...sizes.map((size) => size.height)) + gap.y
  }
  const picture = { width: widest, height: Math.max(0, y - gap.y), boxes: [...boxes.values()], wires: [] as Wire[] }
  return withHeld(wire(picture, boxes, edges, back, rows), held)
}

function sizeOf(node: Node, held: Map<string, Picture>): { width: number; height: number } {
  const within = held.get(node.id)
  if (!within) return { width: box.width, height: wrap(node.title).length * box.line + box.pad * 2 }
  return { width: Math.max(box.width, within.width + gap.inside * 2), height: within.height + gap.head + gap.inside }
}

function wrap(title: string): string[] {
  const lines = []
  for (let at = 0; at < title.length; at += box.perLine) lines.push(title.slice(at, at + box.perLine))
  return lines.length ? lines : ['']
}

/** Rows of nodes, each row in the order that crosses the fewest arrows: by the middle of what leads to it. */
function arrange(nodes: Node[], forward: Edge[], rows: Map<string, number>): Node[][] {
  const lines: Node[][] = []
  for (const node of nodes) (lines[rows.get(node.id) ?? 0] ??= []).push(node)
  const place = new Map<string, number>()
  for (const line of lines) {
    const middle = (node: Node, at: number): number => {
      const from = forward.filter((edge) => edge.to === node.id).map((edge) => place.get(edge.from) ?? 0)
      return from.length ? from.reduce((sum, one) => sum + one, 0) / from.length : at / 100
    }
    const weights = new Map(line.map((node, at) => [node.id, middle(node, at)]))
    line.sort((a, b) => (weights.get(a.id) ?? 0) - (weights.get(b.id) ?? 0))
    line.forEach((node, at) => place.set(node.id, at - (line.length - 1) / 2))
  }
  return lines
}

/** Draws the arrows: straight down to the next row, everything else along a lane beside the boxes. */
function wire(picture: Picture, boxes: Map<string, Box>, edges: Edge[], back: Set<Edge>, rows: Map<string, number>): Picture {
  const lanes: Lanes = { left: [], right: [], width: picture.width }
  const labelled = (edge: Edge): string | undefined =>
    edges.filter((other) => other.from === edge.from).length > 1 ? (edge.label ?? undefined) : undefined
  for (const edge of edges) {
    const from = boxes.get(edge.from)
    const to = boxes.get(edge.to)
    if (!from || !to) continue
    const steps = (rows.get(edge.to) ?? 0) - (rows.get(edge.from) ?? 0)
    const isBack = back.has(edge)
    picture.wires.push(!isBack && steps === 1 ? down(from, to, labelled(edge)) : aside(end(from, isBack, picture), end(to, isBack, picture), isBack, lanes, labelled(edge)))
  }
  const room = (taken: unknown[]): number => (taken.length ? taken.length * gap.lane + 14 : 0)
  return shift(picture, room(lanes.left), room(lanes.right))
}

interface Lanes {
  left: [number, number][][]
  right: [number, number][][]
  width: number
}

/** Where a lane's arrow meets a box: at its side, or from above and below when another box stands between. */
interface End {
  box: Box
  beside: boolean
}

function end(box: Box, left: boolean, { boxes }: Picture): End {
  return { box, beside: !boxes.some((other) => other.y === box.y && (left ? other.x < box.x : other.x > box.x)) }
}

function down(from: Box, to: Box, text?: string): Wire {
  const [x1, y1, x2, y2] = [from.x + from.width / 2, from.y + from.height, to.x + to.width / 2, to.y - 6]
  const straight = x1 === x2
  const path = straight ? `M${x1} ${y1}V${y2}` : `M${x1} ${y1}V${y1 + 14}H${x2}V${y2}`
  return { path, back: false, label: text ? { text, x: x2 + 8, y: straight ? y1 + 20 : y2 - 8, anchor: 'start' } : undefined }
}

function aside(from: End, to: End, left: boolean, { left: lefts, right: rights, width }: Lanes, text?: string): Wire {
  const side = (box: Box): number => (left ? box.x : box.x + box.width)
  const middle = (box: Box): number => box.x + box.width / 2
  const y1 = from.beside ? from.box.y + from.box.height / 2 + (left ? 9 : 0) : from.box.y + from.box.height + 14
  const y2 = to.beside ? to.box.y + to.box.height / 2 - (left ? 9 : 0) : to.box.y - 20
  const x = (left ? -1 : 1) * (lane(left ? lefts : rights, Math.min(y1, y2), Math.max(y1, y2)) * gap.lane + 8) + (left ? 0 : width)
  const begin = from.beside ? `M${side(from.box)} ${y1}` : `M${middle(from.box)} ${from.box.y + from.box.height}V${y1}`
  const finish = to.beside ? `H${side(to.box) + (left ? -6 : 6)}` : `H${middle(to.box)}V${to.box.y - 6}`
  const at = from.beside ? side(from.box) + (left ? -6 : 6) : middle(from.box) + (left ? -8 : 8)
  const label = text ? { text, x: at, y: y1 - 5, anchor: left ? ('end' as const) : ('start' as const) } : undefined
  return { path: `${begin}H${x}V${y2}${finish}`, back: left, label }
}

/** The first lane, counted from 1, that is free between two heights; it is taken from now on. */
function lane(lanes: [number, number][][], top: number, bottom: number): number {
  let at = lanes.findIndex((taken) => taken.every(([from, to]) => bottom < from || top > to))
  if (at < 0) at = lanes.push([]) - 1
  lanes[at]?.push([top, bottom])
  return at + 1
}

function shift(picture: Picture, left: number, right: number): Picture {
  return {
    ...picture,
    width: picture.width + left + right,
    boxes: picture.boxes.map((one) => ({ ...one, x: one.x + left })),
    wires: picture.wires.map((one) => moved(one, left, 0)),
  }
}

/** Puts what a box holds into its place, its own arrows with it. */
function withHeld(picture: Picture, held: Map<string, Picture>): Picture {
  const boxes = [...picture.boxes]
  const wires = [...picture.wires]
  for (const outer of picture.boxes) {
    const within = held.get(outer.node.id)
    if (!within) continue
    const [dx, dy] = [outer.x + (outer.width - within.width) / 2, outer.y + gap.head]
    boxes.push(...within.boxes.map((one) => ({ ...one, x: one.x + dx, y: one.y + dy })))
    wires.push(...within.wires.map((one) => moved(one, dx, dy)))
  }
  return { ...picture, boxes, wires }
}

function moved(one: Wire, dx: number, dy: number): Wire {
  const path = one.path.replace(/([MHV])([-\d.]+)(?: ([-\d.]+))?/g, (_, letter: string, a: string, b?: string) => {
    if (letter === 'H') return `H${Number(a) + dx}`
    return letter === 'V' ? `V${Number(a) + dy}` : `M${Number(a) + dx} ${Number(b) + dy}`
  })
  return { ...one, path, label: one.label && { ...one.label, x: one.label.x + dx, y: one.label.y + dy } }
}
