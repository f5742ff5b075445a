import type { ProblemBody } from './types'

/** An answer "no" from the host, in words a person can act on. */
export class Problem extends Error {
  constructor(readonly body: ProblemBody) {
    super(body.title)
  }

  get status(): number {
    return this.body.status
  }

  /** Somebody else moved the case since this page was read. */
  get isStale(): boolean {
    return this.body.code === 'changed-meanwhile'
  }
}

/** The host could not be reached: not an answer, the page tries again by itself. */
export class LostConnection extends Error {
  constructor() {
    super('暂时连不上服务器。您填写的内容仍保留在本页，连接恢复后可继续。')
  }
}

const words: Record<number, string> = {
  400: '填写的内容有误，请核对后再提交。',
  401: '登录已失效，请重新登录。',
  403: '您没有办理这件事的权限。',
  404: '没有找到所要的内容，可能已被移走，或您无权查看。',
  409: '刚才有人更新了这个事项，请重新载入后再办理。',
  413: '文件过大，单个文件不得超过 50 MB。',
  429: '操作过于频繁，请稍候再试。',
}

/** Makes a Problem of whatever an answer's body holds; a bodiless answer gets the usual words of its status. */
export function toProblem(status: number, body: unknown): Problem {
  const given = typeof body === 'object' && body !== null ? (body as Partial<ProblemBody>) : {}
  const usual = words[status] ?? '系统未能完成这次操作，请稍后重试；若反复出现，请联系管理员。'
  const title = given.title && /[\u4e00-\u9fff]/.test(given.title) ? given.title : usual
  return new Problem({ code: 'failed', ...given, title, status })
}

/** The sentence to show for anything that was thrown while asking the host. */
export function sentenceOf(error: unknown): string {
  return error instanceof Problem || error instanceof LostConnection
    ? error.message
    : '页面出现意外情况，请刷新后重试。'
}
