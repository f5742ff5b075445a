import { describe, expect, it, vi } from 'vitest'

vi.stubGlobal('window', new EventTarget())
const { released } = await import('./released')

const happens = (event: string) => window.dispatchEvent(new Event(event))
const aTurn = () => new Promise((resolve) => setTimeout(resolve, 5))

async function isThrough(): Promise<boolean> {
  let through = false
  void released().then(() => (through = true))
  await aTurn()
  return through
}

describe('released', () => {
  it('does not wait when nothing is pressed', async () => expect(await isThrough()).toBe(true))

  it('waits from the press until the click has been delivered', async () => {
    happens('pointerdown')
    let through = false
    void released().then(() => (through = true))
    await aTurn()
    expect(through).toBe(false)
    happens('pointerup')
    await Promise.resolve()
    expect(through).toBe(false)
    await aTurn()
    expect(through).toBe(true)
    expect(await isThrough()).toBe(true)
  })
})
