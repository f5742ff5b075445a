/** Names the browser's tab, its place in the history and in the bookmarks, after what stands on the page. */
export function nameTab(title: string): void {
  document.title = `${title} · 机关党建流程`
}
