/** One thing that was looked at. `group`: 真实性, 完整性, 可用性 or 安全性. */
export interface Check {
  group: string
  title: string
  ok: boolean
  says: string
}

/** One row of the history in words. */
export interface ToldRow {
  seq: number
  at: string
  who: string
  what: string
  details?: string[]
}

export interface CheckedPackage {
  ok: boolean
  checks: Check[]
  about: { number: string; title: string; unitName: string; procedureTitle: string; openedOn: string; end: string; madeAt: string; madeBy: string } | null
  rows: ToldRow[]
  /** The public key that the package was signed with, as one line; empty when none fits. */
  key: string
}

/** Checks an evidence package: that it is whole, that its history is the one the checkpoint was signed over, and that all else fits the history. */
export function checkPackage(bytes: Uint8Array): Promise<CheckedPackage>
