import type { Option } from '@/api/types'

const usual = ['> 1/2', '>= 1/2', '>= 2/3', '> 2/3', '>= 3/4', '>= 4/5', '> 4/5']

/** An exact share in words: 「>= 4/5」 is 不少于五分之四, here with its figures. */
export function shareText(share: string): string {
  return share.replace(/^\s*>=\s*/, '不少于 ').replace(/^\s*>\s*/, '超过 ')
}

/** The shares that rules and settings use, to choose from; one that is unusual stays choosable. */
export function shareOptions(...also: string[]): Option[] {
  return [...new Set([...also.filter(Boolean), ...usual])].map((value) => ({ value, label: shareText(value) }))
}

const periodUnits: Record<string, string> = { D: '日', WD: '个工作日', M: '个月', Y: '年' }

/** A length of time in words: 「P10WD」 is 10 个工作日; undefined for anything else. */
export function periodText(period: string): string | undefined {
  const [, count, unit] = /^P(\d+)(WD|D|M|Y)$/.exec(period) ?? []
  return unit ? `${count} ${periodUnits[unit]}` : undefined
}

/** What a length of time is counted in. */
export const periodUnitOptions: Option[] = Object.entries(periodUnits).map(([value, label]) => ({ value, label }))

/** Lengths of time to choose from, as the rules count them. */
export const periodOptions: Option[] = [
  { value: 'P5D', label: '5 日' },
  { value: 'P10D', label: '10 日' },
  { value: 'P5WD', label: '5 个工作日' },
  { value: 'P10WD', label: '10 个工作日' },
  { value: 'P1M', label: '1 个月' },
  { value: 'P3M', label: '3 个月' },
  { value: 'P6M', label: '6 个月' },
  { value: 'P1Y', label: '1 年' },
  { value: 'P3Y', label: '3 年' },
  { value: 'P5Y', label: '5 年' },
]
