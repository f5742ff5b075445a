import { Problem } from '@/api/problem'
import type { CheckAnswer, TogetherItem } from '@/api/types'

/** One of several that are answered with the same decision. */
export interface Line {
  item: TogetherItem
  /** The id of its own move: kept through retries, so that it is done once. */
  move: string
  state: 'open' | 'busy' | 'done' | 'refused'
  checked?: CheckAnswer
  /** Why it is not done, or cannot be. */
  refusal?: unknown
}

/** Whether going on with the others is of no use: nobody answers, or nobody is signed in. */
function endsTheRound(error: unknown): boolean {
  return !(error instanceof Problem) || error.status === 401 || error.status === 429 || error.body.code === 'antiforgery'
}

/** Asks of each what would be said of it. Returns what broke the round off, if anything did. */
export async function tryInTurn(lines: Line[], check: (line: Line) => Promise<CheckAnswer>): Promise<unknown> {
  for (const line of lines) {
    try {
      line.checked = await check(line)
      const { problem, errors } = line.checked
      line.refusal = problem ? new Problem({ ...problem, errors }) : undefined
    } catch (error) {
      if (endsTheRound(error)) return error
      line.refusal = error
    }
  }
  return undefined
}

/**
 * Answers one after the other whatever is still open. A "no" to one is kept with it and does not stop the others.
 * Where nothing is known (the host was in trouble, or out of reach) the line stays open, to be sent again as the same move.
 */
export async function answerInTurn(lines: Line[], send: (line: Line) => Promise<unknown>): Promise<unknown> {
  for (const line of lines) {
    if (line.state !== 'open') continue
    line.state = 'busy'
    line.refusal = undefined
    try {
      await send(line)
      line.state = 'done'
    } catch (error) {
      const unknown = endsTheRound(error) || (error instanceof Problem && error.status >= 500)
      line.state = unknown ? 'open' : 'refused'
      if (endsTheRound(error)) return error
      line.refusal = error
    }
  }
  return undefined
}

/** What is wrong with every one of them alike: a mistake in what was filled in once for all. */
export function sharedMistakes(lines: Line[]): Record<string, string> {
  const [first, ...others] = lines.map((line) => (line.refusal instanceof Problem ? (line.refusal.body.errors ?? {}) : {}))
  return Object.fromEntries(Object.entries(first ?? {}).filter(([name]) => others.every((other) => name in other)))
}
