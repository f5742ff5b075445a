/**
 * The day that somebody typed, however it was written: 2026-3-5, 20260305, 2026年3月5日.
 * null where the calendar has no such day; undefined where it is no whole date.
 */
export function typedDay(text: string): string | null | undefined {
  const parts = /^\s*(\d{4})(?:\D+(\d{1,2})\D+(\d{1,2})|(\d{2})(\d{2}))\D*$/.exec(text)
  if (!parts) return undefined
  const [year, month, date] = [parts[1], parts[2] ?? parts[4], parts[3] ?? parts[5]]
  const day = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`
  const known = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(known.getTime()) && known.toISOString().startsWith(day) ? day : null
}
