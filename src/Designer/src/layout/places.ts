import {
  Collection, Files, Flag, House, OfficeBuilding, Plus, Search, Setting, Share,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'
import type { Me } from '@/api/types'

export interface Place {
  to: string
  title: string
  icon: Component
}

const everyone: Place[] = [
  { to: '/', title: '工作台', icon: House },
  { to: '/start', title: '发起', icon: Plus },
  { to: '/cases', title: '事项', icon: Files },
  { to: '/reports', title: '线索', icon: Flag },
  { to: '/organisation', title: '组织', icon: OfficeBuilding },
  { to: '/procedures', title: '流程', icon: Share },
  { to: '/rules', title: '规则', icon: Collection },
]

/** The places a person can go to, as the host permits them. */
export function placesFor(me: Me | undefined): Place[] {
  const places = everyone.filter((place) => (place.to !== '/start' || me?.may.open) && (place.to !== '/reports' || me?.may.reports))
  if (me?.may.audit) places.push({ to: '/audit', title: '审计', icon: Search })
  if (me?.may.secure) places.push({ to: '/manage', title: '管理', icon: Setting })
  return places
}

/** Whether a place holds the page that is open. */
export function isHere(place: Place, path: string): boolean {
  return place.to === '/' ? path === '/' : path === place.to || path.startsWith(`${place.to}/`)
}
