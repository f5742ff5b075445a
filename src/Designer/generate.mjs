// Makes src/api/schema.ts from docs/openapi.json: a changed contract does not compile.
import { readFileSync, writeFileSync } from 'node:fs'
import openapi, { astToString } from 'openapi-typescript'
import ts from 'typescript'

const contract = new URL('../../docs/openapi.json', import.meta.url)
const target = new URL('src/api/schema.ts', import.meta.url)

const anything = ts.factory.createTypeReferenceNode('Record', [
  ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
  ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword),
])

const nodes = await openapi(JSON.parse(readFileSync(contract, 'utf8')), {
  // What has a default may be left out of a request.
  defaultNonNullable: false,
  // An object of which nothing is said holds anything.
  transform: (schema) => {
    const open = schema.type === 'object' && !schema.properties && !schema.additionalProperties
    return open ? anything : undefined
  },
})

const made = `// Made by generate.mjs from docs/openapi.json; not to be edited.\n${astToString(nodes)}`
const old = readFileSync(target, { encoding: 'utf8', flag: 'a+' })
if (made !== old) writeFileSync(target, made)
