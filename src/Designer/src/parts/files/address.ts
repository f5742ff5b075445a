import type { FileView } from '@/api/types'

/** Where a file lies, as found in a case: whoever may see the case may open it. */
export function addressOf(file: FileView, caseId: string): string {
  return `/api/attachments/${file.hash}?case=${encodeURIComponent(caseId)}`
}

/** What a page can show by itself; the rest is downloaded. */
export function isShown(file: FileView): boolean {
  return file.kind === 'pdf' || file.kind === 'image'
}
