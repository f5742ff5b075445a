import type { Diagram } from '@/api/types'

export type Node = Diagram['nodes'][number]
export type Edge = Diagram['edges'][number]

/** The nodes that stand directly inside each node (or at the top, under ''); branches are nested by path. */
export function nest(diagram: Diagram): Map<string, Node[]> {
  const known = new Set(diagram.nodes.map((node) => node.id))
  const inside = new Map<string, Node[]>()
  for (const node of diagram.nodes) {
    const parent = nearest(node.parent ?? '', known)
    inside.set(parent, [...(inside.get(parent) ?? []), node])
  }
  return inside
}

/** The diagram as one looks at it first: sub-procedures and branches closed, except those in which the case stands now. */
export function folded(diagram: Diagram): Diagram {
  const here = diagram.nodes.filter((node) => diagram.states?.[node.id] === 'here').map((node) => node.id)
  const parents = new Map(diagram.nodes.map((node) => [node.id, node.parent ?? '']))
  const isOpen = (id: string): boolean => id === '' || (here.some((at) => at.startsWith(`${id}/`)) && isOpen(parents.get(id) ?? ''))
  const nodes = diagram.nodes.filter((node) => isOpen(node.parent ?? ''))
  const shown = new Set(nodes.map((node) => node.id))
  return { ...diagram, nodes, edges: diagram.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to)) }
}

/** What leads on step by step, and beside it what may come up at any time, with the ends that only this leads to. */
export function apart(diagram: Diagram): { main: Diagram; asides: Diagram } {
  const roots = diagram.nodes.filter((node) => node.kind === 'aside').map((node) => node.id)
  const isBeside = (id: string): boolean => roots.some((root) => id === root || id.startsWith(`${root}/`))
  const reached = (beside: boolean) => new Set(diagram.edges.filter((edge) => isBeside(edge.from) === beside).map((edge) => edge.to))
  const [byMain, byAsides] = [reached(false), reached(true)]
  const isMain = ({ id, kind }: Node): boolean => !isBeside(id) && !(kind === 'end' && byAsides.has(id) && !byMain.has(id))
  const main = diagram.nodes.filter(isMain)
  const shown = new Set(main.map((node) => node.id))
  return {
    main: { ...diagram, nodes: main, edges: diagram.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to)) },
    asides: { ...diagram, nodes: diagram.nodes.filter((node) => isBeside(node.id)), edges: diagram.edges.filter((edge) => isBeside(edge.from)) },
  }
}

/** A parent that is only a branch's name has no box of its own: its step has. */
function nearest(path: string, known: Set<string>): string {
  let at = path
  while (at !== '' && !known.has(at)) at = at.slice(0, Math.max(0, at.lastIndexOf('/')))
  return at
}

/** The arrows between nodes that stand side by side, one for each pair; what leaves a box is drawn from the box. */
export function edgesAmong(nodes: Node[], diagram: Diagram, inside: Map<string, Node[]>): Edge[] {
  const holder = new Map<string, string>()
  const hold = (id: string, as: string): void => {
    holder.set(id, as)
    inside.get(id)?.forEach((child) => hold(child.id, as))
  }
  nodes.forEach((node) => hold(node.id, node.id))
  const found = new Map<string, Edge>()
  for (const { from, to, label } of diagram.edges) {
    const [a, b] = [holder.get(from) ?? '', holder.get(to) ?? '']
    // What leads from a box's inside to its inside is drawn there.
    if (a === '' || b === '' || (a === b && (from !== a || to !== a))) continue
    const same = found.get(`${a}→${b}`)
    if (!same) found.set(`${a}→${b}`, { from: a, to: b, label })
    else if (!same.label.split('／').includes(label)) same.label = [same.label, label].filter(Boolean).join('／')
  }
  return [...found.values()]
}

/** Arrows that lead back to something earlier: drawn at the side, and not asked about the order of rows. */
export function backEdges(nodes: Node[], edges: Edge[]): Set<Edge> {
  const back = new Set<Edge>()
  const state = new Map<string, 'open' | 'done'>()
  const out = new Map<string, Edge[]>()
  for (const edge of edges) out.set(edge.from, [...(out.get(edge.from) ?? []), edge])
  const visit = (id: string): void => {
    state.set(id, 'open')
    for (const edge of out.get(id) ?? []) {
      const there = state.get(edge.to)
      if (there === 'open') back.add(edge)
      else if (!there) visit(edge.to)
    }
    state.set(id, 'done')
  }
  for (const node of nodes) if (!state.has(node.id)) visit(node.id)
  return back
}

/** The row of each node: one below the lowest that leads to it; an end to which nothing leads stands with the last. */
export function rowsOf(nodes: Node[], forward: Edge[]): Map<string, number> {
  const rows = new Map(nodes.map((node) => [node.id, 0]))
  for (let pass = 0; pass < nodes.length; pass++) {
    let moved = false
    for (const { from, to } of forward) {
      const row = (rows.get(from) ?? 0) + 1
      if (row > (rows.get(to) ?? 0)) {
        rows.set(to, row)
        moved = true
      }
    }
    if (!moved) break
  }
  const last = Math.max(0, ...rows.values())
  for (const node of nodes) if (node.kind === 'end' && rows.get(node.id) === 0) rows.set(node.id, last)
  return rows
}
