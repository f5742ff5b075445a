import { getDocument, GlobalWorkerOptions, version, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = worker

// Put there by build.mjs: what a PDF may need that does not carry its own Chinese or standard typefaces.
const parts = `/assets/pdf-${version}`

/** Opens a PDF of this host. No script in it runs; the decoders need no WebAssembly, which the content security policy forbids. */
export function openPdf(url: string): { pdf: Promise<PDFDocumentProxy>; close: () => void } {
  const task = getDocument({
    url,
    cMapUrl: `${parts}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${parts}/standard_fonts/`,
    wasmUrl: `${parts}/wasm/`,
    useWasm: false,
    verbosity: 0,
  })
  return { pdf: task.promise, close: () => void task.destroy() }
}

/** Why it cannot be shown, in words. */
export function whyNot(error: unknown): string {
  return error instanceof Error && error.name === 'PasswordException'
    ? '这份 PDF 设有密码，请下载后打开。'
    : '这份 PDF 在这里打不开，请下载后查看。'
}
