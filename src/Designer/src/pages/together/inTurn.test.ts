import { describe, expect, it } from 'vitest'
import { LostConnection, Problem } from '@/api/problem'
import type { TogetherItem } from '@/api/types'
import { answerInTurn, sharedMistakes, tryInTurn, type Line } from './inTurn'

function three(): Line[] {
  return ['a', 'b', 'c'].map((name) => ({ item: { case: name } as TogetherItem, move: `move-${name}`, state: 'open' as const }))
}

function no(status: number, code = 'refused', errors?: Record<string, string>): Problem {
  return new Problem({ status, code, title: `不行 ${status}`, errors })
}

function states(lines: Line[]): string[] {
  return lines.map((line) => line.state)
}

describe('answering several in turn', () => {
  it('goes on after one that is stale and one that is refused, and keeps why', async () => {
    const lines = three()
    const said: Record<string, Problem> = { a: no(409, 'changed-meanwhile'), b: no(422) }
    const broken = await answerInTurn(lines, (line) => (said[line.item.case] ? Promise.reject(said[line.item.case]) : Promise.resolve()))
    expect(broken).toBeUndefined()
    expect(states(lines)).toEqual(['refused', 'refused', 'done'])
    expect(lines.map((line) => line.refusal)).toEqual([said.a, said.b, undefined])
  })

  it('stops at a lost connection, and goes on from there with the same moves', async () => {
    const lines = three()
    const sent: string[] = []
    let lost = true
    const send = (line: Line): Promise<void> => {
      sent.push(line.move)
      return lost && line.item.case === 'b' ? Promise.reject(new LostConnection()) : Promise.resolve()
    }
    expect(await answerInTurn(lines, send)).toBeInstanceOf(LostConnection)
    expect(states(lines)).toEqual(['done', 'open', 'open'])
    lost = false
    expect(await answerInTurn(lines, send)).toBeUndefined()
    expect(states(lines)).toEqual(['done', 'done', 'done'])
    expect(sent).toEqual(['move-a', 'move-b', 'move-b', 'move-c'])
  })

  it('stops for whoever is not signed in any more', async () => {
    const lines = three()
    expect(await answerInTurn(lines, () => Promise.reject(no(401)))).toBeInstanceOf(Problem)
    expect(states(lines)).toEqual(['open', 'open', 'open'])
  })

  it('leaves one open that the host had trouble with, and does the others', async () => {
    const lines = three()
    await answerInTurn(lines, (line) => (line.item.case === 'a' ? Promise.reject(no(503)) : Promise.resolve()))
    expect(states(lines)).toEqual(['open', 'done', 'done'])
    expect(lines[0]?.refusal).toBeInstanceOf(Problem)
  })

  it('never sends again what was refused or done', async () => {
    const lines = three()
    await answerInTurn(lines, (line) => (line.item.case === 'a' ? Promise.reject(no(403)) : Promise.resolve()))
    const again: string[] = []
    await answerInTurn(lines, (line) => Promise.resolve(again.push(line.move)))
    expect(again).toEqual([])
  })
})

describe('trying several in turn', () => {
  it('keeps what the rules say with each, and a case that cannot be seen any more is one that cannot be done', async () => {
    const lines = three()
    const fine = { verdicts: [], problem: null, errors: {}, blocks: [], records: [], final: [], effects: [] }
    const refused = { verdicts: [], problem: { status: 422, code: 'rule-refused', title: '差 1 人' }, errors: {}, blocks: [], records: [], final: [], effects: [] }
    await tryInTurn(lines, ({ item }) => (item.case === 'a' ? Promise.resolve(fine) : item.case === 'b' ? Promise.resolve(refused) : Promise.reject(no(404))))
    expect(lines.map((line) => (line.refusal as Error | undefined)?.message)).toEqual([undefined, '差 1 人', '不行 404'])
  })

  it('tells a mistake in what was filled in for all from one that only one case has', () => {
    const lines = three()
    for (const line of lines) line.refusal = no(400, 'malformed', { day: '请填写', [`own-${line.item.case}`]: '太早' })
    expect(sharedMistakes(lines)).toEqual({ day: '请填写' })
    lines.splice(1, 1, { ...three()[1], refusal: undefined } as Line)
    expect(sharedMistakes(lines)).toEqual({})
    expect(sharedMistakes([])).toEqual({})
  })
})
