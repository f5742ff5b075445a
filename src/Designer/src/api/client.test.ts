import { expect, it } from 'vitest'
import { fileName } from './client'

it('a file keeps its chinese name', () => {
  const given = "attachment; filename=\"__ 2026-11-21.xlsx\"; filename*=UTF-8''%E4%BA%8B%E9%A1%B9%202026-11-21.xlsx"
  expect(fileName(given)).toBe('事项 2026-11-21.xlsx')
  expect(fileName('')).toBe('导出.xlsx')
})
