import type { UnitNode } from '@/api/types'

export interface Branch {
  unit: UnitNode
  below: Branch[]
}

/** The units as a tree. One whose superior may not be seen stands at the top. */
export function growTree(units: UnitNode[]): Branch[] {
  const branches = new Map(units.map((unit) => [unit.id, { unit, below: [] as Branch[] }]))
  const tops: Branch[] = []
  for (const branch of branches.values()) {
    const above = branches.get(branch.unit.parent ?? '')
    if (above) above.below.push(branch)
    else tops.push(branch)
  }
  return tops
}

/** Only what was looked for, with everything above it so that one sees where it belongs. */
export function prune(branches: Branch[], wanted: (unit: UnitNode) => boolean): Branch[] {
  return branches.flatMap((branch) => {
    if (wanted(branch.unit)) return [branch]
    const below = prune(branch.below, wanted)
    return below.length ? [{ ...branch, below }] : []
  })
}
