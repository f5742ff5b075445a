import type { ChangedTable } from '@/api/types'

/** 「职务：新增 2 行、终止 1 行」: what becomes different in a table, by how many rows. */
export function totalsText({ title, added, changed, ended, voided }: Pick<ChangedTable, 'title' | 'added' | 'changed' | 'ended' | 'voided'>): string {
  const parts = [added && `新增 ${added} 行`, changed && `变更 ${changed} 行`, ended && `终止 ${ended} 行`, voided && `作废 ${voided} 行`].filter(Boolean)
  return `${title}：${parts.join('、') || '没有变化'}`
}

/** How many rows become different at all. */
export function rowsIn({ added, changed, ended, voided }: ChangedTable): number {
  return added + changed + ended + voided
}
