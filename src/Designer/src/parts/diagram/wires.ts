import type { Edge } from './graph'
import type { Box, Wire } from './layout'

const lane = 18
const letter = 14
const mostLetters = 16

interface Vertical {
  x: number
  top: number
  bottom: number
}

/** Draws the arrows between boxes: straight down to the next row, everything else along the side of what it passes. */
export function drawWires(boxes: Map<string, Box>, edges: Edge[], back: Set<Edge>, rows: Map<string, number>): Wire[] {
  const all = [...boxes.values()]
  const verticals: Vertical[] = []
  const left = new Map<string, number>()
  return edges.flatMap((edge) => {
    const from = boxes.get(edge.from)
    const to = boxes.get(edge.to)
    if (!from || !to) return []
    const isBack = back.has(edge)
    const text = edges.filter((other) => other.from === edge.from).length > 1 ? short(edge.label) : ''
    const next = (rows.get(edge.to) ?? 0) - (rows.get(edge.from) ?? 0) === 1
    if (!isBack && next) return [down(from, to, text)]
    // Arrows that leave by the same side leave one below the other.
    const before = left.get(`${edge.from}${isBack}`) ?? 0
    left.set(`${edge.from}${isBack}`, before + 1)
    return [aside(from, to, isBack, text, before, all, verticals)]
  })
}

function short(label: string): string {
  return label.length > mostLetters ? `${label.slice(0, mostLetters - 1)}…` : label
}

/** How far arrows and their words reach to the left and to the right of the boxes. */
export function reach(wires: Wire[]): [number, number] {
  const xs = wires.flatMap(({ path, label }) => {
    const turns = [...path.matchAll(/[MH](-?[\d.]+)/g)].map((found) => Number(found[1]))
    if (!label) return turns
    const width = label.text.length * letter
    return [...turns, label.anchor === 'end' ? label.x - width : label.x + width]
  })
  return [Math.min(0, ...xs), Math.max(0, ...xs)]
}

export function moved(one: Wire, dx: number, dy: number): Wire {
  const path = one.path.replace(/([MHV])(-?[\d.]+)(?: (-?[\d.]+))?/g, (_, kind: string, a: string, b?: string) => {
    if (kind === 'H') return `H${Number(a) + dx}`
    return kind === 'V' ? `V${Number(a) + dy}` : `M${Number(a) + dx} ${Number(b) + dy}`
  })
  return { ...one, path, label: one.label && { ...one.label, x: one.label.x + dx, y: one.label.y + dy } }
}

function down(from: Box, to: Box, text: string): Wire {
  const [x1, y1, x2, y2] = [from.x + from.width / 2, from.y + from.height, to.x + to.width / 2, to.y - 6]
  const straight = x1 === x2
  const path = straight ? `M${x1} ${y1}V${y2}` : `M${x1} ${y1}V${y2 - 32}H${x2}V${y2}`
  return { path, back: false, label: text ? { text, x: x2 + 8, y: straight ? y1 + 20 : y2 - 8, anchor: 'start' } : undefined }
}

/** Around everything that lies between the two heights; from above and below where another box stands in the way. */
function aside(from: Box, to: Box, left: boolean, text: string, before: number, boxes: Box[], verticals: Vertical[]): Wire {
  const way = left ? -1 : 1
  const side = (box: Box): number => (left ? box.x : box.x + box.width)
  const middle = (box: Box): number => box.x + box.width / 2
  const blocked = (box: Box): boolean => boxes.some((other) => other.y === box.y && (side(other) - side(box)) * way > 0)
  const [leaves, enters] = [!blocked(from), !blocked(to)]
  const start = Math.min(from.height / 2 + (left ? 9 : 0) + before * 17, from.height - 5)
  const y1 = leaves ? from.y + start : from.y + from.height + 14
  const y2 = enters ? to.y + to.height / 2 - (left ? 9 : 0) : to.y - 20
  const x = free(Math.min(y1, y2), Math.max(y1, y2), way, boxes.map((box) => ({ x: side(box), top: box.y, bottom: box.y + box.height })), verticals)
  const begin = leaves ? `M${side(from)} ${y1}` : `M${middle(from)} ${from.y + from.height}V${y1}`
  const finish = enters ? `H${side(to) + 6 * way}` : `H${middle(to)}V${to.y - 6}`
  const label = { text, x: x + 5 * way, y: y1 + (y2 < y1 ? -3 : 14), anchor: left ? ('end' as const) : ('start' as const) }
  return { path: `${begin}H${x}V${y2}${finish}`, back: left, label: text ? label : undefined }
}

/** The nearest free lane beside all boxes between two heights; it is taken from now on. */
function free(top: number, bottom: number, way: number, sides: Vertical[], verticals: Vertical[]): number {
  const meets = (one: Vertical): boolean => one.top <= bottom && one.bottom >= top
  let x = Math.max(...sides.filter(meets).map((one) => one.x * way)) * way + (lane + 8) * way
  while (verticals.some((one) => meets(one) && Math.abs(one.x - x) < lane - 2)) x += lane * way
  verticals.push({ x, top, bottom })
  return x
}
