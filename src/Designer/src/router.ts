import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { Problem } from './api/problem'
import { whoIsHere } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    /** Pages that can be read without being signed in. */
    open?: boolean
    /** The permission, as the host tells it, without which the page has nothing to show. */
    needs?: 'audit' | 'administer'
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', component: () => import('./pages/sign-in/SignInPage.vue'), meta: { title: '登录', open: true } },
  { path: '/setup', component: () => import('./pages/sign-in/SetupPage.vue'), meta: { title: '首次设置', open: true } },
  { path: '/password', component: () => import('./pages/sign-in/PasswordPage.vue'), meta: { title: '修改密码' } },
  { path: '/', component: () => import('./pages/workbench/WorkbenchPage.vue'), meta: { title: '工作台' } },
  { path: '/cases/:id', component: () => import('./pages/case/CasePage.vue'), props: true, meta: { title: '事项' } },
  { path: '/:rest(.*)*', component: () => import('./pages/NotFoundPage.vue'), meta: { title: '没有这个页面' } },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, _from, saved) => saved ?? (to.hash ? { el: to.hash } : { top: 0 }),
})

router.beforeEach(async (to) => {
  if (to.meta.open) return true
  try {
    const me = await whoIsHere()
    if (me.mustChangePassword && to.path !== '/password') return '/password'
    return true
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return { path: '/sign-in', query: nextOf(to.fullPath) }
    // Out of reach: let the page open, it says so and mends itself.
    return true
  }
})

router.afterEach((to) => {
  document.title = `${to.meta.title} · 机关党建流程`
})

/** Leaves for the sign-in page and comes back afterwards. */
export function askToSignIn(): void {
  const here = router.currentRoute.value
  if (!here.meta.open) void router.push({ path: '/sign-in', query: nextOf(here.fullPath) })
}

function nextOf(path: string): { next?: string } {
  return path === '/' ? {} : { next: path }
}
