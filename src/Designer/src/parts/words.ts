/** "2026-11-21" as people write it: 2026年11月21日; "2026-11" is 2026年11月. Anything else is shown as it came. */
export function dateText(date: string | undefined | null): string {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(date ?? '')
  return found ? `${found[1]}年${Number(found[2])}月${found[3] ? `${Number(found[3])}日` : ''}` : (date ?? '')
}

const beijing = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** A moment on Beijing's clock: 2026年11月21日 14:05. */
export function momentText(moment: string | undefined | null): string {
  if (!moment) return ''
  const at = new Date(moment)
  if (Number.isNaN(at.getTime())) return moment
  const part = Object.fromEntries(beijing.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${part.year}年${part.month}月${part.day}日 ${part.hour}:${part.minute}`
}

/** A size of a file in words: 1.4 MB. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** An answer's value (a yes, a date, a number, a list) as a person reads it. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '—'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'string') return dateText(value)
  if (Array.isArray(value)) return value.map(valueText).join('、')
  if (typeof value === 'object') return Object.values(value).map(valueText).join(' · ')
  return String(value)
}
