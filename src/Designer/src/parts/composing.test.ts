import { expect, test } from 'vitest'
import { isComposedEscape } from './composing'

const escape = { code: 'Escape', key: 'Escape', isComposing: false, keyCode: 27 }

test('Escape belongs to the input method while something is being composed, and to the dialog otherwise', () => {
  expect(isComposedEscape(escape)).toBe(false)
  expect(isComposedEscape({ ...escape, isComposing: true })).toBe(true)
  expect(isComposedEscape({ ...escape, key: 'Process', keyCode: 229 })).toBe(true)
  expect(isComposedEscape({ ...escape, code: 'KeyA', key: 'a', isComposing: true })).toBe(false)
})
