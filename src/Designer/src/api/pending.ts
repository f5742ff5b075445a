import type { components as Described } from './schema'

// What the pages need and the contract does not describe yet; shrinks to nothing.
type Contract = Described['schemas']
type Json<T> = { content: { 'application/json': T } }
type Params<Path, Query> = {
  query?: Query
  header?: never
  cookie?: never
} & ([Path] extends [never] ? { path?: never } : { path: Path })
type Answer<R> = { responses: { 200: { headers: Record<string, unknown> } & Json<R> } }
type Get<R, Path = never, Query = never> = { parameters: Params<Path, Query>; requestBody?: never } & Answer<R>
type Send<R, Body, Path = never, Query = never> = { parameters: Params<Path, Query>; requestBody: Json<Body> } & Answer<R>
type S = components['schemas']
type Id = { id: string }
type ItemOf = { id: string; item: string }

export interface paths {
  '/api/inbox': { get: Get<S['Inbox'], never, { page?: number; size?: number }> }
  '/api/watch': { get: Get<S['Watch']> }
  '/api/procedures': { get: Get<S['ProcedureRow'][]> }
  '/api/procedures/{key}': { get: Get<S['ProcedureView'], { key: string }> }
  '/api/cases': {
    get: Get<S['CasePage'], never, S['CaseQuery']>
    post: Send<S['CaseView'], { move: string; procedure: string; unit: string }>
  }
  '/api/cases/{id}': { get: Get<S['CaseView'], Id> }
  '/api/cases/{id}/items/{item}/check': { post: Send<S['CheckAnswer'], S['Answer'], ItemOf> }
  '/api/cases/{id}/items/{item}/reply': { post: Send<S['CaseView'], S['Reply'], ItemOf> }
  '/api/cases/{id}/items/{item}/draft': {
    get: Get<S['Draft'], ItemOf>
    put: Send<undefined, { data: S['Data'] }, ItemOf>
    delete: Get<undefined, ItemOf>
  }
  '/api/cases/{id}/moves/{kind}': {
    post: Send<S['CaseView'], { move: string; seq: number } & Record<string, unknown>, { id: string; kind: string }>
  }
  '/api/audit/search': { get: Get<S['AuditPage'], never, S['AuditQuery']> }
  '/api/audit/verify': { post: Send<{ job: string }, { case?: string }> }
  '/api/audit/verify/{job}': { get: Get<S['VerifyJob'], { job: string }> }
}

export interface components {
  schemas: {
    Data: Record<string, unknown>
    RuleAnswer: {
      rule: string
      title: string
      article?: string | null
      soft: boolean
      holds: boolean
      because: string
      value?: unknown | null
      instead?: string | null
      provisional?: boolean | null
    }
    Inbox: { total: number; overdue: number; items: S['InboxItem'][] }
    InboxItem: {
      case: string
      caseTitle: string
      procedureTitle: string
      unitName: string
      item: string
      title: string
      hint?: string | null
      kind: string
      offeredOn: string
      due?: string | null
      overdue: boolean
      provisional: boolean
    }
    Watch: { open: number; overdue: number; endingTerms: number; recent: S['CaseRow'][] }
    ProcedureRow: {
      key: string
      version: number
      title: string
      summary: string
      kindTitle: string
      mayOpenFor: { unit: string; unitName: string; why?: string | null }[]
    }
    StepView: {
      path: string
      title: string
      activity: string
      activityTitle: string
      who?: string | null
      article?: string | null
      rules: string[]
      deadlines: string[]
      next: { outcome: string; outcomeTitle: string; to?: string | null; toTitle: string }[]
    }
    ProcedureView: {
      key: string
      version: number
      versions: number[]
      title: string
      summary: string
      text: string
      steps: S['StepView'][]
      ends: { state: string; title: string }[]
      rules: { id: string; title: string; article: string }[]
      settings: Contract['SettingRow'][]
      diagram: S['Diagram']
    }
    Diagram: {
      nodes: { id: string; title: string; kind: string; who?: string | null; parent?: string | null }[]
      edges: { from: string; to: string; label?: string | null }[]
      states?: Record<string, 'done' | 'here' | 'ahead'> | null
    }
    CaseQuery: { unit?: string; procedure?: string; state?: string; q?: string; page?: number; size?: number }
    CasePage: { total: number; items: S['CaseRow'][] }
    CaseRow: {
      id: string
      number: string
      title: string
      procedureTitle: string
      unit: string
      unitName: string
      place: string
      openedOn: string
      closedOn?: string | null
      due?: string | null
      overdue: boolean
      endTitle?: string | null
    }
    CaseView: {
      id: string
      number: string
      title: string
      procedure: { key: string; version: number; title: string }
      unit: string
      unitName: string
      open: boolean
      endState?: string | null
      endTitle?: string | null
      openedOn: string
      startedBy: string
      seq: number
      items: S['ItemView'][]
      deadlines: S['DeadlineView'][]
      data: { stepTitle: string; fields: S['DataField'][] }[]
      history: S['HistoryRow'][]
      moves: S['MoveView'][]
      diagram: S['Diagram']
    }
    DataField: { name: string; label: string; text: string; verdict?: S['RuleAnswer'] | null }
    DeadlineView: {
      key: string
      title: string
      stepTitle?: string | null
      due: string
      why: string
      provisional: boolean
      state: 'running' | 'overdue' | 'reached' | 'met'
      remind?: string[] | null
      was?: { due: string; why: string }[] | null
    }
    HistoryRow: {
      seq: number
      at: string
      on: string
      who: string
      what: string
      kind: string
      stepTitle?: string | null
      details?: { label: string; text: string }[] | null
      verdicts?: S['RuleAnswer'][] | null
      departures?: { rule: string; title?: string | null; reason: string; approver: string }[] | null
      attachments?: { hash: string; name: string }[] | null
    }
    MoveView: { kind: string; title: string; form: S['AnswerForm']; item?: string | null }
    ItemView: {
      item: string
      path: string
      title: string
      hint?: string | null
      kind: string
      mine: boolean
      to: string
      since: string
      due?: string | null
      overdue: boolean
      whyNotMine?: string | null
      form?: S['AnswerForm'] | null
      facts?: { label: string; text: string; source?: string | null }[] | null
      notices?: string[] | null
      rules?: { id: string; title: string; article: string; text?: string | null }[] | null
    }
    AnswerForm: { fields: S['Field'][]; outcomes: S['Outcome'][] }
    Outcome: {
      key: string
      title: string
      style: 'primary' | 'plain' | 'danger'
      needsReason?: boolean | null
      skipsFields?: boolean | null
    }
    Field: {
      name: string
      label: string
      hint?: string | null
      type:
        | 'text' | 'long-text' | 'number' | 'date' | 'choice' | 'choices' | 'person' | 'people'
        | 'yes-no' | 'files' | 'rows' | 'info'
      required?: boolean | null
      min?: number | null
      max?: number | null
      unit?: string | null
      options?: S['Option'][] | null
      register?: { text: string; value?: unknown | null } | null
      value?: unknown | null
      columns?: S['Field'][] | null
      fixedRows?: S['Data'][] | null
      addRows?: boolean | null
      readOnly?: boolean | null
      showWhen?: { field: string; is: unknown } | null
    }
    Option: { value: string; label: string }
    Answer: { seq: number; outcome: string; data: S['Data']; departures: S['Departure'][]; reason?: string | null }
    Reply: S['Answer'] & { move: string }
    Departure: { rule: string; reason: string; approver: string }
    CheckAnswer: { verdicts: S['RuleAnswer'][]; problem?: Contract['Problem'] | null; errors?: Record<string, string> | null }
    Draft: { data?: S['Data'] | null; savedAt?: string | null }
    AuditQuery: {
      unit?: string
      person?: string
      procedure?: string
      rule?: string
      from?: string
      to?: string
      move?: string
      page?: number
    }
    AuditPage: { total: number; items: S['AuditRow'][] }
    AuditRow: {
      case: string
      number: string
      caseTitle: string
      unitName: string
      seq: number
      at: string
      who: string
      what: string
    }
    VerifyJob: {
      done: number
      total: number
      finished: boolean
      broken: { case: string; number: string; seq: number; what: string }[]
      headHash?: string | null
    }
  }
}
