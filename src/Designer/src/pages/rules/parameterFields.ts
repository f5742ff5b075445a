import type { Data, Field, Parameter } from '@/api/types'
import { periodOptions, periodText, shareOptions, shareText } from '@/parts/shares'

/** How a rule's parameters are asked: as the same fields a form has. */
export function fieldOf(parameter: Parameter): Field {
  const { name, label, required, min, max, unit } = parameter
  const field: Field = { name, label, required, type: 'text', unit: unit ?? undefined, min: min ?? undefined, max: max ?? undefined }
  if (parameter.setting) {
    const standard = wordOf(parameter, parameter.setting.value)
    const hint = `不填则按设置办理：${standard}`
    const options = parameter.setting.choices
    return options.length ? { ...field, hint, type: 'choice', options, required: false } : { ...typed(field, parameter), hint, required: false }
  }
  return typed(field, parameter)
}

function typed(field: Field, { type, options, columns }: Parameter): Field {
  switch (type) {
    case 'amount':
      return { ...field, type: 'number' }
    case 'number':
    case 'date':
    case 'yes-no':
      return { ...field, type }
    case 'choice':
    case 'choices':
      return { ...field, type, options }
    case 'share':
      return { ...field, type: 'choice', options: shareOptions() }
    case 'period':
      return { ...field, type: 'choice', options: periodOptions }
    case 'list':
      return { ...field, type: 'long-text', hint: '每行写一项' }
    case 'rows':
      return { ...field, type: 'rows', addRows: true, columns: columns.map(fieldOf) }
    default:
      return field
  }
}

/** The value of a setting as a person reads it: its word, or the number with its unit. */
export function wordOf({ setting, unit }: Parameter, value: string): string {
  return setting?.choices.find((choice) => choice.value === value)?.label ?? periodText(value) ?? [shareText(value), unit].filter(Boolean).join(' ')
}

/** A record is asked field by field; its fields carry its name so that the answer can be put together again. */
export function flatten(parameters: Parameter[]): Field[] {
  return parameters.flatMap((parameter) =>
    parameter.type === 'record'
      ? parameter.columns.map((column) => ({ ...fieldOf(column), name: `${parameter.name}.${column.name}`, label: `${parameter.label}：${column.label}` }))
      : [fieldOf(parameter)],
  )
}

/** What the calculator sends, from what was filled in. */
export function givenOf(parameters: Parameter[], answer: Data): Data {
  const given: Data = {}
  for (const parameter of parameters) {
    if (parameter.type === 'record') {
      const within = parameter.columns.map((column) => [column.name, answer[`${parameter.name}.${column.name}`]] as const)
      const filled = within.filter(([, value]) => value !== undefined)
      if (filled.length) given[parameter.name] = Object.fromEntries(filled)
    } else if (answer[parameter.name] !== undefined) {
      given[parameter.name] = parameter.type === 'list' ? linesOf(answer[parameter.name]) : answer[parameter.name]
    }
  }
  return given
}

function linesOf(text: unknown): (string | number)[] {
  return String(text)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => (/^-?\d+$/.test(line) ? Number(line) : line))
}
