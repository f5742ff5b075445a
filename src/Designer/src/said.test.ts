import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hush, said, say } from './said'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  hush()
  vi.useRealTimers()
})

test('a later sentence takes the place of an earlier one and has its own time', () => {
  say('已办理，已写入历程。')
  vi.advanceTimersByTime(7_000)
  say('密码已修改。')
  vi.advanceTimersByTime(7_000)
  expect(said.value).toEqual({ text: '密码已修改。', good: true })
  vi.advanceTimersByTime(1_000)
  expect(said.value).toBeUndefined()
})
