import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { Problem } from './api/problem'
import { nameTab } from './parts/tabTitle'
import { whoIsHere } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    /** Pages that can be read without being signed in. */
    open?: boolean
    /** The permission, as the host tells it, without which the page has nothing to show. */
    needs?: 'audit' | 'auditAll' | 'management' | 'administer' | 'secure' | 'reports'
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', component: () => import('./pages/sign-in/SignInPage.vue'), meta: { title: '登录', open: true } },
  { path: '/setup', component: () => import('./pages/sign-in/SetupPage.vue'), meta: { title: '首次设置', open: true } },
  { path: '/activate', component: () => import('./pages/sign-in/ActivatePage.vue'), meta: { title: '设置密码', open: true } },
  { path: '/password', component: () => import('./pages/sign-in/PasswordPage.vue'), meta: { title: '修改密码' } },
  { path: '/', component: () => import('./pages/workbench/WorkbenchPage.vue'), meta: { title: '工作台' } },
  { path: '/cases/:id', component: () => import('./pages/case/CasePage.vue'), props: true, meta: { title: '事项' } },
  { path: '/together', component: () => import('./pages/together/TogetherPage.vue'), meta: { title: '一并办理' } },
  { path: '/start', component: () => import('./pages/start/StartPage.vue'), meta: { title: '发起' } },
  { path: '/cases', component: () => import('./pages/cases/CasesPage.vue'), meta: { title: '事项' } },
  { path: '/reports', component: () => import('./pages/reports/ReportsPage.vue'), meta: { title: '线索和约谈', needs: 'reports' } },
  { path: '/reports/new', component: () => import('./pages/reports/NewReportPage.vue'), meta: { title: '提交线索', needs: 'reports' } },
  { path: '/procedures', component: () => import('./pages/procedures/ProceduresPage.vue'), meta: { title: '流程' } },
  { path: '/procedures/:id', component: () => import('./pages/procedures/ProcedurePage.vue'), props: true, meta: { title: '流程' } },
  { path: '/rules', component: () => import('./pages/rules/RulesPage.vue'), meta: { title: '规则' } },
  { path: '/rules/:id', component: () => import('./pages/rules/RulePage.vue'), props: true, meta: { title: '规则' } },
  { path: '/organisation', component: () => import('./pages/organisation/OrganisationPage.vue'), meta: { title: '组织' } },
  { path: '/organisation/units/:id', component: () => import('./pages/organisation/UnitPage.vue'), props: true, meta: { title: '党组织' } },
  { path: '/organisation/people', component: () => import('./pages/organisation/PeoplePage.vue'), meta: { title: '查找人员' } },
  { path: '/organisation/people/:id', component: () => import('./pages/organisation/PersonPage.vue'), props: true, meta: { title: '人员' } },
  { path: '/organisation/development', component: () => import('./pages/organisation/DevelopmentPage.vue'), meta: { title: '发展党员' } },
  { path: '/organisation/terms', component: () => import('./pages/organisation/TermsPage.vue'), meta: { title: '换届日历' } },
  {
    path: '/organisation/import',
    component: () => import('./pages/organisation/ImportPage.vue'),
    meta: { title: '导入名册' },
  },
  { path: '/audit', component: () => import('./pages/audit/AuditPage.vue'), meta: { title: '审计', needs: 'audit' } },
  { path: '/audit/records', component: () => import('./pages/audit/RecordsPage.vue'), meta: { title: '变更记录', needs: 'auditAll' } },
  { path: '/audit/register', component: () => import('./pages/audit/KnownPage.vue'), meta: { title: '当时的名册', needs: 'auditAll' } },
  { path: '/audit/verify', component: () => import('./pages/audit/VerifyPage.vue'), meta: { title: '核验历程', needs: 'audit' } },
  {
    path: '/audit/publications',
    component: () => import('./pages/audit/PublicationsPage.vue'),
    meta: { title: '流程发布记录', needs: 'management' },
  },
  { path: '/audit/checkpoints', component: () => import('./pages/audit/CheckpointsPage.vue'), meta: { title: '检查点', needs: 'audit' } },
  {
    path: '/audit/checkpoints/:number(\\d+)',
    component: () => import('./pages/audit/CheckpointPage.vue'),
    props: true,
    meta: { title: '检查点', needs: 'audit' },
  },
  { path: '/audit/evidence', component: () => import('./pages/audit/EvidencePage.vue'), meta: { title: '查验证据包', needs: 'audit' } },
  { path: '/audit/cases/:id', component: () => import('./pages/audit/TracePage.vue'), props: true, meta: { title: '追溯', needs: 'audit' } },
  { path: '/manage', component: () => import('./pages/manage/ManagePage.vue'), meta: { title: '管理', needs: 'secure' } },
  { path: '/account', component: () => import('./pages/account/AccountPage.vue'), meta: { title: '个人设置' } },
  { path: '/tokens', component: () => import('./pages/manage/TokensPage.vue'), meta: { title: '程序访问凭证' } },
  { path: '/not-yours', component: () => import('./pages/NotYoursPage.vue'), meta: { title: '没有权限' } },
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
    if (me.mustBeginSecondFactor && to.path !== '/account' && to.path !== '/password') return '/account'
    // The host refuses anyhow; this only spares a page that could show nothing.
    if (to.meta.needs && !me.may[to.meta.needs]) return { path: '/not-yours', replace: true }
    return true
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return { path: '/sign-in', query: nextOf(to.fullPath) }
    // Out of reach: let the page open, it says so and mends itself.
    return true
  }
})

// What a page is about is known when it has come; until then, and where it says nothing more, the tab is called after its kind.
router.afterEach((to, from) => {
  if (to.path !== from.path || from.matched.length === 0) nameTab(to.meta.title)
})

/** Leaves for the sign-in page and comes back afterwards. */
export function askToSignIn(): void {
  const here = router.currentRoute.value
  if (!here.meta.open) void router.push({ path: '/sign-in', query: nextOf(here.fullPath) })
}

function nextOf(path: string): { next?: string } {
  return path === '/' ? {} : { next: path }
}
