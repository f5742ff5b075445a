import createClient from 'openapi-fetch'
import { askFresh } from '@/fresh'
import { reportLost, reportReached } from './connection'
import { LostConnection, toProblem } from './problem'
import type { paths } from './schema'

/** The host wants to know once more who is there. */
const needsProof = 428

let antiforgery = ''

/** Remembers the antiforgery value that came with the sign-in; every unsafe request carries it. */
export function useAntiforgery(value: string): void {
  antiforgery = value
}

async function send(request: Request): Promise<Response> {
  if (request.method !== 'GET') request.headers.set('X-CSRF-TOKEN', antiforgery)
  // What the host may ask a code for is sent once more afterwards.
  const again = request.method === 'GET' ? undefined : request.clone()
  try {
    const response = await fetch(request)
    if (response.status === needsProof && again && (await askFresh())) return await fetch(again)
    // A gateway in between answers without a sentence while the host restarts; the host itself always says one.
    if (response.status >= 502 && response.status <= 504 && !isProblem(response)) throw new LostConnection()
    reportReached()
    return response
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    reportLost()
    throw new LostConnection()
  }
}

function isProblem(response: Response): boolean {
  return response.headers.get('Content-Type')?.includes('json') ?? false
}

/** Marks of direction, joiners and blanks of no width come along when text is pasted; nobody sees them, and the host refuses them. */
const unseen = /[\p{Cf}\u2028\u2029\u034F\u115F\u1160\u3164\uFFA0]/gu

/** What is sent, without what nobody can see. */
export function written(body: unknown): string {
  return JSON.stringify(body, (_, value: unknown) => (typeof value === 'string' ? value.replace(unseen, '') : value))
}

export const client = createClient<paths, 'application/json'>({ baseUrl: '/', credentials: 'same-origin', fetch: send, bodySerializer: written })

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** Waits for an answer and returns its body, or throws the Problem that it told. */
export async function take<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked
  if (!response.ok) throw toProblem(response.status, error)
  return data as T
}

/** Fetches a file, hands it to the browser to keep, and says what it is called. What is not filled in is not asked. */
export async function download(path: string, query: Record<string, unknown> = {}): Promise<string> {
  const asked = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, String(value)]]))
  const response = await send(new Request(`${path}?${new URLSearchParams(asked)}`, { credentials: 'same-origin' }))
  if (!response.ok) throw toProblem(response.status, await response.json().catch(() => undefined))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = fileName(response.headers.get('Content-Disposition') ?? '')
  link.click()
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return link.download
}

/** The name that the host gives a file, in its own script. */
export function fileName(disposition: string): string {
  return decodeURIComponent(/filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1] ?? '导出.xlsx')
}

/** Sends files with their progress told; fetch cannot tell how much has gone up. */
export function upload<T>(path: string, files: File[], progress?: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const form = new FormData()
    for (const file of files) form.append('file', file)
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('X-CSRF-TOKEN', antiforgery)
    request.responseType = 'json'
    request.upload.onprogress = (e) => e.lengthComputable && progress?.(e.loaded / e.total)
    request.onload = () => {
      reportReached()
      if (request.status === needsProof) void askFresh().then((proved) => (proved ? upload<T>(path, files, progress).then(resolve, reject) : refuse()))
      else if (request.status >= 200 && request.status < 300) resolve(request.response as T)
      else refuse()
    }
    const refuse = () => reject(toProblem(request.status, request.response))
    request.onerror = () => reject(new LostConnection())
    request.send(form)
  })
}
