import { onScopeDispose } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { say } from '@/said'

/** Keeps whoever is about to leave on the page for the few seconds that something takes. */
export function useStaying(working: () => boolean): void {
  onBeforeRouteLeave(() => {
    if (!working()) return true
    say('正在逐件办理，请等办完再离开。', false)
    return false
  })
  const ask = (event: BeforeUnloadEvent): void => {
    if (working()) event.preventDefault()
  }
  window.addEventListener('beforeunload', ask)
  onScopeDispose(() => window.removeEventListener('beforeunload', ask))
}
