import type { Diagram } from '@/api/types'
import { backEdges, edgesAmong, nest, rowsOf, type Edge, type Node } from './graph'
import { drawWires, moved, reach } from './wires'

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

/** Room left free around a picture. */
export const margin = 12

/** Below this share of its natural size a picture can no longer be read. */
export const smallest = 0.8

const box = { width: 208, line: 24, pad: 13, perLine: 11 }
const gap = { x: 28, y: 54, inside: 18, head: 40 }
const mostInRow = 4

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
  const places = new Map(lines.flatMap((line, at) => line.map((node) => [node.id, at] as const)))
  const wires = drawWires(boxes, edges, back, places)
  const picture = { width: widest, height: Math.max(0, y - gap.y), boxes: [...boxes.values()], wires }
  return withHeld(shift(picture, ...reach(wires)), held)
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
  // A row too long to be read at once, such as many ends, goes on below.
  return lines.flatMap((line) => Array.from({ length: Math.ceil(line.length / mostInRow) }, (_, at) => line.slice(at * mostInRow, (at + 1) * mostInRow)))
}

/** Makes room for what reaches beyond the boxes. */
function shift(picture: Picture, left: number, right: number): Picture {
  return {
    ...picture,
    width: Math.max(picture.width, right) - left,
    boxes: picture.boxes.map((one) => ({ ...one, x: one.x - left })),
    wires: picture.wires.map((one) => moved(one, -left, 0)),
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
