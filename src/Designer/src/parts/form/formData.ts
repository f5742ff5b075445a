import type { AnswerForm, Data, Field, Outcome } from '@/api/types'
import { valueText } from '../words'

/** What a form begins with: the host's own values, then whatever the person had typed before. */
export function startingData(form: AnswerForm, draft?: Data): Data {
  const data: Data = {}
  for (const field of form.fields) {
    const kept = draft?.[field.name]
    data[field.name] = fitting(field, field.readOnly || kept === undefined ? field.value : kept)
    if (field.type === 'rows') data[field.name] = withFixedRows(field, data[field.name])
  }
  return data
}

const lists: Field['type'][] = ['choices', 'people', 'files', 'rows']

/** Where several are asked for, one alone is a list of one. */
function fitting({ type }: Field, value: unknown): unknown {
  return lists.includes(type) ? [value ?? []].flat() : (value ?? null)
}

/** Rows that stand fast come first and keep what was typed beside them; added rows follow. */
function withFixedRows(field: Field, value: unknown): Data[] {
  const typed = Array.isArray(value) ? (value as Data[]) : []
  const fixed = field.fixedRows ?? []
  const standing = fixed.map((row, at) => ({ ...typed[at], ...row }))
  return [...standing, ...typed.slice(fixed.length)]
}

/** The fields to show now: some appear only beside a certain answer. */
export function shownFields(fields: Field[], data: Data): Field[] {
  return fields.filter((field) => {
    const when = field.showWhen
    if (!when) return true
    // A condition on something that is not asked here was already weighed by the host.
    return !fields.some((other) => other.name === when.field) || holds(when, data[when.field])
  })
}

/** Ways that leave a long form empty and ask for nothing else: they stand above it, where they are seen before it is filled in. */
export function waysAround(outcomes: Outcome[], fields: Field[]): Outcome[] {
  return fields.length < 5 ? [] : outcomes.filter((way) => way.skipsFields === true && way.needsReason !== true && way.style === 'plain')
}

/** How it is said that a field must be filled in: where the usual answer leaves the form empty, for which answer. */
export function mustWords(outcomes: Outcome[]): string {
  const usual = outcomes.find((outcome) => outcome.style === 'primary')
  const [filling, ...others] = outcomes.filter((outcome) => outcome.skipsFields !== true)
  return usual?.skipsFields === true && filling && others.length === 0 ? `${filling.title}时必填` : '必填'
}

/** As the host weighs it: tests/vectors/conditions.json. */
function holds(when: NonNullable<Field['showWhen']>, value: unknown): boolean {
  const number = typeof value === 'number' || (typeof value === 'string' && /^[+-]?\d+$/.test(value)) ? Number(value) : NaN
  const silent = (part: unknown) => part === undefined || part === null
  const isOneOf = (wanted: unknown) => (Array.isArray(value) ? value.includes(wanted) : value === wanted)
  return (
    (silent(when.is) || isOneOf(when.is))
    && (silent(when.isNot) || !isOneOf(when.isNot))
    && (silent(when.known) || when.known !== isEmpty(value))
    && (when.atLeast === undefined || when.atLeast === null || number >= when.atLeast)
    && (when.below === undefined || when.below === null || number < when.below)
    && (typeof when.since !== 'string' || (isDay(value) && value >= when.since))
  )
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value
}

/** A field that chooses among those chosen in another offers only them. */
export function narrowed(field: Field, data: Data): Field {
  if (!field.among) return field
  const chosen = [data[field.among] ?? []].flat()
  return { ...field, options: field.options?.filter((option) => chosen.includes(option.value)) }
}

/** What is sent: the fields that are shown and that a person may fill; empty ones are left out. */
export function answerOf(form: AnswerForm, data: Data): Data {
  const answer: Data = {}
  for (const field of shownFields(form.fields, data)) {
    if (field.type === 'info' || field.readOnly) continue
    const value = data[field.name]
    if (!isEmpty(value)) answer[field.name] = plain(field, value)
  }
  return answer
}

/** A value as the host takes it: rows with their own columns, files by name and hash. */
function plain(field: Field, value: unknown): unknown {
  if (field.type === 'files') return (value as { hash: string; name: string }[]).map(({ hash, name }) => ({ hash, name }))
  if (field.type !== 'rows') return value
  const names = new Set(field.columns?.map((column) => column.name))
  return (value as Data[])
    .map((row) => Object.fromEntries(Object.entries(row).filter(([name, cell]) => names.has(name) && !isEmpty(cell))))
    .filter((row) => Object.keys(row).length > 0)
}

export interface Said {
  label: string
  text: string
}

/** What was typed, as somebody reads it: labels and words, no keys. */
export function inWords(form: AnswerForm, data: Data): Said[] {
  const answer = answerOf(form, data)
  return form.fields.flatMap((field) => {
    const value = answer[field.name]
    return value === undefined ? [] : [{ label: field.label, text: textOf(field, value) }]
  })
}

function textOf(field: Field, value: unknown): string {
  if (field.type === 'rows') {
    return (value as Data[])
      .map((row) => (field.columns ?? []).filter(({ name }) => name in row).map((column) => `${column.label} ${textOf(column, row[column.name])}`).join('，'))
      .join('\n')
  }
  if (field.type === 'number' && field.unit) return `${valueText(value)} ${field.unit}`
  if (field.type === 'files') return (value as { name: string }[]).map(({ name }) => name).join('、')
  return [value].flat().map((one) => field.options?.find((option) => option.value === one)?.label ?? valueText(one)).join('、')
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Whether something typed differs from what the register says. */
export function differsFromRegister(field: Field, value: unknown): boolean {
  const registered = field.register?.value
  return registered !== undefined && registered !== null && !isEmpty(value) && value !== registered
}

/** What a person typed into a number field: a number when it is one, else the text itself, for the host to judge. */
export function readNumber(typed: string): number | string | null {
  const plain = typed.normalize('NFKC').trim()
  if (plain === '') return null
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : plain
}

/** The marks where nothing has been filled in yet. */
export function openMarks(marks: Record<string, string>, data: Data): Record<string, string> {
  const inside = (value: unknown, part: string) => (value as Record<string, unknown> | null | undefined)?.[part]
  return Object.fromEntries(Object.entries(marks).filter(([at]) => isEmpty(at.split('.').reduce<unknown>(inside, data))))
}

/** What somebody changed: the fields, and in a table the cells, as mistakes name them. */
export function changedPlaces(before: Data, now: Data): string[] {
  return Object.keys(now).flatMap((name) => {
    const [was, is] = [before[name], now[name]]
    if (was === is) return []
    if (!isTable(was) || !isTable(is)) return [name]
    if (was.length !== is.length) return []
    return is.flatMap((row, at) => Object.keys(row).filter((cell) => row[cell] !== was[at]?.[cell]).map((cell) => `${name}.${at}.${cell}`))
  })
}

function isTable(value: unknown): value is Data[] {
  return Array.isArray(value) && value.every((row) => typeof row === 'object' && row !== null && !('hash' in row))
}

/** Rows left empty are not sent: what the host says of the second row that it got may be about the third one on the page. */
export function inPlace(form: AnswerForm, data: Data, errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).map(([key, sentence]) => {
    const found = /^(.+?)\.(\d+)\.(.+)$/.exec(key)
    const field = form.fields.find(({ name, type }) => name === found?.[1] && type === 'rows')
    if (!found || !field) return [key, sentence]
    const sent = ((data[field.name] ?? []) as Data[]).flatMap((row, at) => (isBlankRow(field, row) ? [] : [at]))
    return [`${field.name}.${sent[Number(found[2])] ?? found[2]}.${found[3]}`, sentence]
  }))
}

function isBlankRow(field: Field, row: Data): boolean {
  return !field.columns?.some(({ name }) => !isEmpty(row[name]))
}

/** Whether a mistake is to be shown: where somebody has been. A table that is wrong as a whole was touched with any of its cells. */
export function isTouched(at: string, touched: ReadonlySet<string>): boolean {
  return touched.has(at) || (!at.includes('.') && [...touched].some((place) => place.startsWith(`${at}.`)))
}

/** The mistakes that belong to one field; those of its rows and cells are told with their place. */
export function mistakesOf(name: string, errors: Record<string, string>): { own?: string; inside: Record<string, string> } {
  const inside: Record<string, string> = {}
  for (const [key, sentence] of Object.entries(errors)) {
    const found = /^\[?\.?(\d+)\]?\.(.+)$/.exec(key.startsWith(name) ? key.slice(name.length) : '')
    if (found) inside[`${found[1]}.${found[2]}`] = sentence
  }
  return { own: errors[name], inside }
}
