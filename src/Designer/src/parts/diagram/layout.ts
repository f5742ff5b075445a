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
const gap = { x: 28, y: 46, lane: 18, inside: 18, head: 40 }

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
  const sides = { left: [] as [number, number][][], right: [] as [number, number][][] }
  const labelled = (edge: Edge): string | undefined =>
    edges.filter((other) => other.from === edge.from).length > 1 ? edge.label : undefined
  for (const edge of edges) {
    const from = boxes.get(edge.from)
    const to = boxes.get(edge.to)
    if (!from || !to) continue
    const steps = (rows.get(edge.to) ?? 0) - (rows.get(edge.from) ?? 0)
    if (!back.has(edge) && steps === 1) picture.wires.push(down(from, to, labelled(edge)))
    else picture.wires.push(aside(from, to, back.has(edge), labelled(edge), sides, picture.width))
  }
  return shift(picture, sides.left.length * gap.lane + (sides.left.length ? 14 : 0), sides.right.length * gap.lane + (sides.right.length ? 14 : 0))
}

function down(from: Box, to: Box, text?: string): Wire {
  const [x1, y1, x2, y2] = [from.x + from.width / 2, from.y + from.height, to.x + to.width / 2, to.y - 6]
  const turn = y2 - 18
  const path = x1 === x2 ? `M${x1} ${y1}V${y2}` : `M${x1} ${y1}V${turn}H${x2}V${y2}`
  return { path, back: false, label: text ? { text, x: x1 + 8, y: y1 + 18, anchor: 'start' } : undefined }
}

function aside(
  from: Box, to: Box, left: boolean, text: string | undefined,
  sides: { left: [number, number][][]; right: [number, number][][] }, width: number,
): Wire {
  const [y1, y2] = [from.y + from.height / 2 + (left ? 6 : 0), to.y + to.height / 2 - (left ? 6 : 0)]
  const lanes = left ? sides.left : sides.right
  const span: [number, number] = [Math.min(y1, y2), Math.max(y1, y2)]
  let lane = lanes.findIndex((taken) => taken.every(([top, bottom]) => span[1] < top || span[0] > bottom))
  if (lane < 0) lane = lanes.push([]) - 1
  lanes[lane]?.push(span)
  const x = left ? -(lane + 1) * gap.lane - 8 : width + (lane + 1) * gap.lane + 8
  const path = left ? `M${from.x} ${y1}H${x}V${y2}H${to.x - 6}` : `M${from.x + from.width} ${y1}H${x}V${y2}H${to.x + to.width + 6}`
  const label = text ? { text, x: left ? from.x - 6 : from.x + from.width + 6, y: y1 - 5, anchor: left ? 'end' as const : 'start' as const } : undefined
  return { path, back: left, label }
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
