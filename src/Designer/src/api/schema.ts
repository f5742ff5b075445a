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
  '/api/sign-in': { post: Send<S['Me'], { user: string; password: string; remember?: boolean }> }
  '/api/sign-out': { post: Send<undefined, Record<string, never>> }
  '/api/me': { get: Get<S['Me']> }
  '/api/me/password': { post: Send<S['Me'], { old: string; new: string }> }
  '/api/me/tokens': { get: Get<S['Token'][]>; post: Send<S['NewToken'], { name: string; days?: number }> }
  '/api/me/tokens/{id}': { delete: Get<undefined, Id> }
  '/api/setup': {
    get: Get<{ needed: boolean; askUnitName: boolean }>
    post: Send<undefined, S['Setup']>
  }
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
  '/api/attachments': { post: Send<S['Attachment'], FormData> }
  '/api/rules': { get: Get<S['RuleView'][]> }
  '/api/rules/{id}': { get: Get<S['RuleView'], Id> }
  '/api/rules/{id}/evaluate': { post: Send<S['Evaluation'], { on: string; given: S['Data'] }, Id> }
  '/api/settings': { get: Get<S['Setting'][]> }
  '/api/settings/{key}': { put: Send<undefined, { value: string; reason: string }, { key: string }> }
  '/api/organisation/tree': { get: Get<S['UnitNode'][]> }
  '/api/organisation/units/{id}': { get: Get<S['UnitView'], Id, { on?: string }> }
  '/api/organisation/people': { get: Get<S['PeoplePage'], never, { q?: string; unit?: string; page?: number; size?: number }> }
  '/api/organisation/people/{id}': { get: Get<S['PersonView'], Id> }
  '/api/organisation/terms': { get: Get<S['TermRow'][], never, { year?: number }> }
  '/api/organisation/import': {
    post: Send<S['ImportResult'], FormData, never, { skipBadRows?: boolean; check?: boolean }>
  }
  '/api/audit/search': { get: Get<S['AuditPage'], never, S['AuditQuery']> }
  '/api/audit/verify': { post: Send<{ job: string }, { case?: string }> }
  '/api/audit/verify/{job}': { get: Get<S['VerifyJob'], { job: string }> }
  '/api/users': { get: Get<S['UserRow'][]>; post: Send<S['NewPassword'], { user: string; person: string }> }
  '/api/users/{user}/reset': { post: Send<S['NewPassword'], Record<string, never>, { user: string }> }
  '/api/users/{user}/disabled': { put: Send<undefined, { disabled: boolean }, { user: string }> }
}

export interface components {
  schemas: {
    Data: Record<string, unknown>
    Me: {
      user: string
      person: { id: string; name: string }
      mustChangePassword: boolean
      posts: { role: string; roleTitle: string; unit: string; unitName: string }[]
      may: { open: boolean; audit: boolean; administer: boolean }
      csrf: string
      today: string
    }
    Problem: {
      title: string
      detail?: string
      status: number
      code?: string
      instead?: string
      article?: string
      verdicts?: S['RuleAnswer'][]
      errors?: Record<string, string>
      reference?: string
    }
    RuleAnswer: {
      rule: string
      title: string
      article?: string
      soft: boolean
      holds: boolean
      because: string
      value?: unknown
      instead?: string
      provisional: boolean
    }
    Inbox: { total: number; overdue: number; items: S['InboxItem'][] }
    InboxItem: {
      case: string
      caseTitle: string
      procedureTitle: string
      unitName: string
      item: string
      title: string
      hint?: string
      kind: string
      offeredOn: string
      due?: string
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
      mayOpenFor: { unit: string; unitName: string; why?: string }[]
    }
    StepView: {
      path: string
      title: string
      activity: string
      activityTitle: string
      who?: string
      article?: string
      rules: string[]
      deadlines: string[]
      next: { outcome: string; outcomeTitle: string; to?: string; toTitle: string }[]
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
      settings: S['Setting'][]
      diagram: S['Diagram']
    }
    Diagram: {
      nodes: { id: string; title: string; kind: string; who?: string; parent?: string }[]
      edges: { from: string; to: string; label?: string }[]
      states?: Record<string, 'done' | 'here' | 'ahead'>
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
      closedOn?: string
      due?: string
      overdue: boolean
      endTitle?: string
    }
    CaseView: {
      id: string
      number: string
      title: string
      procedure: { key: string; version: number; title: string }
      unit: string
      unitName: string
      open: boolean
      endState?: string
      endTitle?: string
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
    DataField: { name: string; label: string; text: string; verdict?: S['RuleAnswer'] }
    DeadlineView: {
      key: string
      title: string
      stepTitle?: string
      due: string
      why: string
      provisional: boolean
      state: 'running' | 'overdue' | 'reached' | 'met'
      remind?: string[]
      was?: { due: string; why: string }[]
    }
    HistoryRow: {
      seq: number
      at: string
      on: string
      who: string
      what: string
      kind: string
      stepTitle?: string
      details?: { label: string; text: string }[]
      verdicts?: S['RuleAnswer'][]
      departures?: { rule: string; title?: string; reason: string; approver: string }[]
      attachments?: { hash: string; name: string }[]
    }
    MoveView: { kind: string; title: string; form: S['AnswerForm']; item?: string }
    ItemView: {
      item: string
      path: string
      title: string
      hint?: string
      kind: string
      mine: boolean
      to: string
      since: string
      due?: string
      overdue: boolean
      whyNotMine?: string
      form?: S['AnswerForm']
      facts?: { label: string; text: string; source?: string }[]
      notices?: string[]
      rules?: { id: string; title: string; article: string; text?: string }[]
    }
    AnswerForm: { fields: S['Field'][]; outcomes: S['Outcome'][] }
    Outcome: {
      key: string
      title: string
      style: 'primary' | 'plain' | 'danger'
      needsReason?: boolean
      skipsFields?: boolean
    }
    Field: {
      name: string
      label: string
      hint?: string
      type:
        | 'text' | 'long-text' | 'number' | 'date' | 'choice' | 'choices' | 'person' | 'people'
        | 'yes-no' | 'files' | 'rows' | 'info'
      required?: boolean
      min?: number
      max?: number
      unit?: string
      options?: S['Option'][]
      register?: { text: string; value?: unknown }
      value?: unknown
      columns?: S['Field'][]
      fixedRows?: S['Data'][]
      addRows?: boolean
      readOnly?: boolean
      showWhen?: { field: string; is: unknown }
    }
    Option: { value: string; label: string }
    Answer: { seq: number; outcome: string; data: S['Data']; departures: S['Departure'][]; reason?: string }
    Reply: S['Answer'] & { move: string }
    Departure: { rule: string; reason: string; approver: string }
    CheckAnswer: { verdicts: S['RuleAnswer'][]; problem?: S['Problem']; errors?: Record<string, string> }
    Draft: { data?: S['Data']; savedAt?: string }
    Attachment: { hash: string; name: string; size: number; type: string }
    Setup: { token: string; user: string; password: string; personName: string; sex: 'male' | 'female'; unitName?: string }
    Parameter: {
      name: string
      label: string
      type: string
      unit?: string | null
      min?: number | null
      max?: number | null
      required: boolean
      setting?: { key: string; value: string; standard: string; choices: S['Option'][] } | null
      options: S['Option'][]
      columns: S['Parameter'][]
    }
    RuleView: {
      id: string
      title: string
      text: string
      article: string
      status: string
      statusTitle: string
      soft: boolean
      from?: string | null
      group: string
      groupTitle: string
      parameters: S['Parameter'][]
      versions: string[]
      usedBy: { procedure: string; title: string }[]
    }
    Evaluation: S['RuleAnswer'] & { from?: string | null; settings?: S['Data'] | null }
    Setting: {
      key: string
      label: string
      type: string
      value: string
      standard: string
      choices: S['Option'][]
      status: string
      statusTitle: string
      rules: string[]
      decisions: { value: string; reason: string; who: string; at: string }[]
    }
    TermState: 'none' | 'fine' | 'soon' | 'overdue'
    UnitNode: {
      id: string
      name: string
      kind: string
      kindTitle: string
      parent?: string | null
      members?: number | null
      full?: number | null
      termExpires?: string | null
      termState: S['TermState']
    }
    UnitLink: { id: string; name: string; kind: string; kindTitle: string }
    NamedPerson: { id: string; name: string }
    UnitView: {
      unit: S['UnitLink']
      superior?: S['UnitLink'] | null
      below: S['UnitLink'][]
      on: string
      posts: { role: string; roleTitle: string; person: S['NamedPerson']; from: string; until?: string | null }[]
      seesMembers: boolean
      members: S['UnitMember'][]
      counts?: {
        full: number
        entitled: number
        probationary: number
        prospects: number
        activists: number
        applicants: number
      } | null
      term?: S['TermInfo'] | null
      mayEdit: boolean
    }
    UnitMember: {
      person: string
      name: string
      unit: string
      unitName: string
      stage: string
      stageTitle: string
      vote: boolean
      whyNot?: string | null
      away?: string | null
    }
    TermInfo: {
      electedOn: string
      years: number
      shiftedMonths: number
      expires: string
      reminder: string
      earliest: string
      latest: string
      state: S['TermState']
      stateTitle: string
      why: string
    }
    HeldPost: { role: string; roleTitle: string; unit: string; unitName: string }
    PeoplePage: { total: number; items: S['PersonRow'][] }
    PersonRow: {
      id: string
      name: string
      unit?: string | null
      unitName?: string | null
      stageTitle?: string | null
      posts: S['HeldPost'][]
    }
    PersonPeriod: { title: string; unit: string; unitName: string; from: string; until?: string | null }
    PersonView: {
      id: string
      name: string
      sexTitle: string
      born?: string | null
      ethnicity: string
      education: string
      position: string
      memberships: S['PersonPeriod'][]
      posts: S['PersonPeriod'][]
      disciplines: string[]
    }
    TermRow: {
      unit: string
      unitName: string
      kindTitle: string
      electedOn: string
      expires: string
      reminder: string
      state: S['TermState']
      stateTitle: string
      case?: string | null
    }
    ImportResult: {
      kind: string
      rows: number
      imported: number
      bad: { line: number; column?: string | null; reason: string; value?: string | null }[]
    }
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
      headHash?: string
    }
    UserRow: {
      user: string
      person: S['NamedPerson']
      posts: S['HeldPost'][]
      disabled: boolean
      mustChangePassword: boolean
      lockedUntil?: string | null
      createdAt: string
      lastSignedInAt?: string | null
    }
    NewPassword: { user: string; password: string }
    Token: { id: string; name: string; createdAt: string; expiresAt: string; lastUsedAt?: string | null }
    NewToken: { id: string; token: string; expiresAt: string }
  }
}
