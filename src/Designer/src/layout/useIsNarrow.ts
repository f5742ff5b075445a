import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether the window is narrower than so many pixels just now. */
export function useIsNarrow(pixels: number): Ref<boolean> {
  const media = window.matchMedia(`(max-width: ${pixels - 0.02}px)`)
  const narrow = ref(media.matches)
  const hear = (e: MediaQueryListEvent) => (narrow.value = e.matches)
  media.addEventListener('change', hear)
  onScopeDispose(() => media.removeEventListener('change', hear))
  return narrow
}
