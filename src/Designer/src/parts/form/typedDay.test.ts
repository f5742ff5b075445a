import { expect, test } from 'vitest'
import { typedDay } from './typedDay'

test.each([
  ['2026-03-05', '2026-03-05'],
  ['2026-3-5', '2026-03-05'],
  ['20260305', '2026-03-05'],
  ['2026/3/5', '2026-03-05'],
  ['2026年3月5日', '2026-03-05'],
  [' 2028-02-29 ', '2028-02-29'],
])('%s is a day', (text, day) => expect(typedDay(text)).toBe(day))

test.each(['2027-02-29', '2026年2月30日', '20261301', '2026-4-31', '2026-0-1'])('the calendar does not know %s', (text) => expect(typedDay(text)).toBeNull())

test.each(['', '2026-3', '明天', '3月5日'])('“%s” is no whole date', (text) => expect(typedDay(text)).toBeUndefined())
