import type { Option } from '@/api/types'

let match: ((text: string, typed: string) => number[] | null) | undefined

/** Loads the pinyin table when the first picker opens; it is too large to carry on every page. */
export async function loadPinyin(): Promise<void> {
  match ??= (await import('pinyin-pro')).match
}

/** The people whose name holds what was typed, in characters or in pinyin, whole or initials (「wqs」 finds 王秋实). */
export function findPeople(options: Option[], typed: string): Option[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return options
  return options.filter(({ label }) => label.toLowerCase().includes(wanted) || spells(label, wanted))
}

function spells(label: string, wanted: string): boolean {
  return /^[a-z\s']+$/.test(wanted) && match !== undefined && match(label, wanted.replace(/[\s']/g, '')) !== null
}
