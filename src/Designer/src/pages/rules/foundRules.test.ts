import { describe, expect, it } from 'vitest'
import type { RuleView } from '@/api/types'
import { bySubject, foundRules } from './foundRules'

const plain = { from: null, parameters: [], versions: [], usedBy: [], notAsked: null }
const present: RuleView = {
  ...plain, id: 'EL-04', title: '选举大会到会人数', text: '须五分之四以上到会。', article: '选举工作条例第十八条', status: 'V1', statusTitle: '已核对条文原文',
  soft: false, group: 'EL', groupTitle: '选举', usedBy: [{ procedure: 'branch-election', title: '换届选举' }],
}
const review: RuleView = {
  ...plain, id: 'LC-10', title: '预审的期限', text: '1 个月内预审。', article: '本系统约定', status: 'D', statusTitle: '本系统约定，可设置',
  soft: true, group: 'LC', groupTitle: '本系统约定', usedBy: [{ procedure: 'party-member-development', title: '发展党员' }],
}
const all = [present, review]
const none = { q: '', group: '', standing: '', procedure: '' }

describe('foundRules', () => {
  it('finds everything where nothing is asked for', () => expect(foundRules(all, none)).toEqual(all))

  it.each([
    ['words of the title', { q: '到会' }, [present]],
    ['a number, however it is written', { q: 'lc-10' }, [review]],
    ['words of the text', { q: '五分之四' }, [present]],
    ['an article', { q: '第十八条' }, [present]],
    ['a subject', { group: 'LC' }, [review]],
    ['where it was read', { standing: 'D' }, [review]],
    ['what must be kept', { standing: 'strict' }, [present]],
    ['what is usual', { standing: 'usual' }, [review]],
    ['who asks it', { procedure: 'branch-election' }, [present]],
    ['two things of which no rule has both', { q: '到会', procedure: 'party-member-development' }, []],
  ])('finds by %s', (_, asked, found) => expect(foundRules(all, { ...none, ...asked })).toEqual(found))
})

describe('bySubject', () => {
  it('puts rules of one subject together and keeps the order', () => {
    const second = { ...present, id: 'EL-05' }
    expect(bySubject([present, review, second])).toEqual([
      { key: 'EL', title: '选举', rules: [present, second] },
      { key: 'LC', title: '本系统约定', rules: [review] },
    ])
  })
})
