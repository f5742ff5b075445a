import { describe, expect, it, vi } from 'vitest'
import { newMoveId } from './ids'

describe('ids of moves', () => {
  it('are UUIDs of version 7 that begin with the moment', () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 8, 0, 0, 123) })
    const id = newMoveId()
    vi.useRealTimers()
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 10, 22, 8, 0, 0, 123))
  })

  it('differ, however many are made at one moment', () => {
    expect(new Set(Array.from({ length: 1000 }, newMoveId)).size).toBe(1000)
  })
})
