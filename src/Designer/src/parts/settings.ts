import type { Setting } from '@/api/types'
import { periodText, shareText } from './shares'

/** A setting's value as a person reads it: its word, a length of time, or the number with its unit. */
export function settingText(setting: Pick<Setting, 'type' | 'choices' | 'unit'>, value: string): string {
  if (setting.type === 'yes-no') return value === 'true' ? '是' : '否'
  return setting.choices.find((choice) => choice.value === value)?.label ?? periodText(value) ?? [shareText(value), setting.unit].filter(Boolean).join(' ')
}
