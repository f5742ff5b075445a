// SM2 with SM3 (GB/T 32918, GB/T 32905), where an office is bound to it: checking alone.

const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const a = p - 3n
const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n
const g = [
  0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
]

/** Was the text signed with the key? The key as an uncompressed point, the signature as r and s. */
export function sm2Verifies(key, text, signature) {
  if (key.length !== 65 || key[0] !== 4 || signature.length !== 64) return false
  const point = [wholeOf(key.slice(1, 33)), wholeOf(key.slice(33))]
  const [r, s] = [wholeOf(signature.slice(0, 32)), wholeOf(signature.slice(32))]
  const [x, y] = point
  if (r < 1n || r >= n || s < 1n || s >= n || x >= p || y >= p || (y * y - x * x * x - a * x - b) % p) return false
  const t = (r + s) % n
  if (t === 0n) return false
  const id = Array.from('1234567812345678', (c) => c.charCodeAt(0))
  const z = sm3([0, 128, ...id, ...[a, b, ...g, ...point].flatMap((one) => bytes32(one))])
  const sum = plus(multiple(g, s), multiple(point, t))
  return !!sum && (wholeOf(sm3([...z, ...text])) + sum[0]) % n === r
}

export function sm3(bytes) {
  const left = (x, k) => (k % 32 ? ((x << k % 32) | (x >>> (32 - (k % 32)))) >>> 0 : x)
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n)
  let v = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e]
  const p1 = (x) => (x ^ left(x, 15) ^ left(x, 23)) >>> 0
  for (let at = 0; at < padded.length; at += 64) {
    const w = []
    for (let i = 0; i < 16; i++) w.push(view.getUint32(at + i * 4))
    for (let i = 16; i < 68; i++) w.push((p1(w[i - 16] ^ w[i - 9] ^ left(w[i - 3], 15)) ^ left(w[i - 13], 7) ^ w[i - 6]) >>> 0)
    let [A, B, C, D, E, F, G, H] = v
    for (let i = 0; i < 64; i++) {
      const early = i < 16
      const s1 = left((left(A, 12) + E + left(early ? 0x79cc4519 : 0x7a879d8a, i)) >>> 0, 7)
      const s2 = (s1 ^ left(A, 12)) >>> 0
      const t1 = ((early ? A ^ B ^ C : (A & B) | (A & C) | (B & C)) + D + s2 + ((w[i] ^ w[i + 4]) >>> 0)) >>> 0
      const t2 = ((early ? E ^ F ^ G : (E & F) | (~E & G)) + H + s1 + w[i]) >>> 0
      ;[D, C, B, A] = [C, left(B, 9), A, t1]
      ;[H, G, F, E] = [G, left(F, 19), E, (t2 ^ left(t2, 9) ^ left(t2, 17)) >>> 0]
    }
    v = [A, B, C, D, E, F, G, H].map((x, i) => (x ^ v[i]) >>> 0)
  }
  return v.flatMap((x) => [x >>> 24, (x >>> 16) & 255, (x >>> 8) & 255, x & 255])
}

function wholeOf(bytes) {
  return Array.from(bytes).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}

function bytes32(number) {
  return Array.from({ length: 32 }, (_, i) => Number((number >> BigInt(8 * (31 - i))) & 255n))
}

function inverted(x, m) {
  let [r, s, t, u] = [((x % m) + m) % m, m, 1n, 0n]
  while (r > 1n) {
    const q = s / r
    ;[r, s, t, u] = [s % r, r, u - q * t, t]
  }
  return ((t % m) + m) % m
}

/** Null is the point at infinity. */
function plus(one, other) {
  if (!one || !other) return one ?? other
  const [[x1, y1], [x2, y2]] = [one, other]
  if (x1 === x2 && (y1 + y2) % p === 0n) return null
  const slope = x1 === x2 ? (3n * x1 * x1 + a) * inverted(2n * y1, p) : (y2 - y1) * inverted(x2 - x1, p)
  const x = (((slope * slope - x1 - x2) % p) + p) % p
  return [x, (((slope * (x1 - x) - y1) % p) + p) % p]
}

function multiple(point, times) {
  let sum = null
  for (; times > 0n; times >>= 1n, point = plus(point, point)) if (times & 1n) sum = plus(sum, point)
  return sum
}
