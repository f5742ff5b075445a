import { describe, expect, it } from 'vitest'

const sources = import.meta.glob<string>('../**/*.vue', { query: '?raw', import: 'default', eager: true })
const styles = Object.values(import.meta.glob<string>('./components.ts', { query: '?raw', import: 'default', eager: true })).join()

/** ElRadioButton is styled by el-radio-button.css. */
function fileOf(component: string): string {
  return component.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
}

describe('the styles of Element Plus', () => {
  const used = new Set(Object.values(sources).flatMap((text) => [...text.matchAll(/<(El[A-Z][A-Za-z]+)/g)].map(([, name = ""]) => name)))

  it.each([...used].filter((component) => component !== 'ElConfigProvider').sort())('are there for %s', (component) => {
    expect(styles).toContain(`/${fileOf(component)}.css'`)
  })
})
