// Signatures of notes: Ed25519 (RFC 8032) by hand, so that every browser checks them alike, and SM2.
import { sha256, sha512 } from './hashes.js'
import { sm2Verifies } from './sm2.js'

const p = 2n ** 255n - 19n
const order = 2n ** 252n + 27742317777372353535851937790883648493n
const mod = (x) => ((x % p) + p) % p
const d = mod(-121665n * inverse(121666n))
const rootOfMinusOne = power(2n, (p - 1n) / 4n)
const base = point(mod(4n * inverse(5n)), 0n)

/** Was the text signed with the key? Each as bytes. */
export async function ed25519Verifies(key, text, signature) {
  if (key.length !== 32 || signature.length !== 64) return false
  const s = little(signature.slice(32))
  const [a, r] = [decode(key), decode(signature.slice(0, 32))]
  if (s >= order || !a || !r) return false
  const k = little(await sha512(joined(signature.slice(0, 32), key, text))) % order
  return same(times(base, s), add(r, times(a, k)))
}

/** A note of the form C2SP signed-note; null when it is none. */
export function readNote(text) {
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n').replace(/^\n+|\n+$/g, '') + '\n'
  const end = clean.lastIndexOf('\n\n')
  if (end <= 0) return null
  const signatures = clean.slice(end + 2).trimEnd().split('\n').map((line) => /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line))
  if (signatures.some((one) => !one)) return null
  return {
    text: clean.slice(0, end + 1),
    signatures: signatures.map(([, name, encoded]) => {
      const bytes = fromBase64(encoded)
      return { name, id: hex(bytes.slice(0, 4)), bytes: bytes.slice(4) }
    }),
  }
}

/** A public key as one line; null when it is none, or its id another key's. */
export async function readKey(line) {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(line.trim())
  if (!found) return null
  const [, name, id, encoded] = found
  const bytes = fromBase64(encoded)
  const computed = hex((await sha256(joined(utf8(`${name}\n`), bytes))).slice(0, 4))
  if (computed !== id) return null
  const sm2 = joined([0xff], utf8('sm2-sm3'))
  return sm2.every((byte, at) => bytes[at] === byte)
    ? { line: line.trim(), name, id, verifies: sm2Verifies, bytes: bytes.slice(sm2.length) }
    : { line: line.trim(), name, id, verifies: bytes[0] === 1 ? ed25519Verifies : () => false, bytes: bytes.slice(1) }
}

/** The key that signed the note, of these; undefined when none did. */
export async function signedWith(note, keys) {
  for (const key of keys) {
    for (const one of note.signatures) {
      if (one.name === key.name && one.id === key.id && (await key.verifies(key.bytes, utf8(note.text), one.bytes))) return key
    }
  }
  return undefined
}

export const utf8 = (text) => new TextEncoder().encode(text)

export const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')

export const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16))

export const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))

export function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function little(bytes) {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}

function power(x, n) {
  let result = 1n
  for (x = mod(x); n > 0n; n >>= 1n, x = mod(x * x)) if (n & 1n) result = mod(result * x)
  return result
}

function inverse(x) {
  return power(x, p - 2n)
}

/** The point of this height, its x even or odd; null when there is none. In coordinates X, Y, Z, T. */
function point(y, sign) {
  const square = mod((y * y - 1n) * inverse(d * y * y + 1n))
  let x = power(square, (p + 3n) / 8n)
  if (mod(x * x - square)) x = mod(x * rootOfMinusOne)
  if (mod(x * x - square) || (x === 0n && sign)) return null
  if ((x & 1n) !== sign) x = p - x
  return [x, y, 1n, mod(x * y)]
}

function decode(bytes) {
  const number = little(bytes)
  const y = number & ((1n << 255n) - 1n)
  return y < p ? point(y, number >> 255n) : null
}

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const [a, b] = [mod((y1 - x1) * (y2 - x2)), mod((y1 + x1) * (y2 + x2))]
  const [c, e] = [mod(2n * t1 * t2 * d), mod(2n * z1 * z2)]
  const [f, g, h, i] = [b - a, e - c, e + c, b + a]
  return [mod(f * g), mod(h * i), mod(g * h), mod(f * i)]
}

function times(one, n) {
  let sum = [0n, 1n, 1n, 0n]
  for (; n > 0n; n >>= 1n, one = add(one, one)) if (n & 1n) sum = add(sum, one)
  return sum
}

function same([x1, y1, z1], [x2, y2, z2]) {
  return mod(x1 * z2 - x2 * z1) === 0n && mod(y1 * z2 - y2 * z1) === 0n
}
