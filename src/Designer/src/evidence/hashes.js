// SHA-256 and SHA-512: by the browser where it offers them, and by hand where a page came over plain http and it does not.

const subtle = globalThis.crypto?.subtle

export async function sha256(bytes) {
  return subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : digestByHand(bytes, 32)
}

export async function sha512(bytes) {
  return subtle ? new Uint8Array(await subtle.digest('SHA-512', bytes)) : digestByHand(bytes, 64)
}

/** The two differ in the length of their words alone (FIPS 180-4); words are whole numbers without a sign. */
export function digestByHand(bytes, length) {
  const long = length === 64
  const bits = long ? 64n : 32n
  const mask = (1n << bits) - 1n
  const rounds = long ? 80 : 64
  const block = long ? 128 : 64
  const turn = (x, n) => ((x >> BigInt(n)) | (x << (bits - BigInt(n)))) & mask
  const [s0, s1, e0, e1] = long
    ? [[1, 8, 7], [19, 61, 6], [28, 34, 39], [14, 18, 41]]
    : [[7, 18, 3], [17, 19, 10], [2, 13, 22], [6, 11, 25]]
  const primes = firstPrimes(80)
  const constants = primes.slice(0, rounds).map((p) => fraction(BigInt(p), 3n, bits))
  const state = primes.slice(0, 8).map((p) => fraction(BigInt(p), 2n, bits))
  const padded = new Uint8Array(Math.ceil((bytes.length + 1 + block / 8) / block) * block)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n)
  const view = new DataView(padded.buffer)
  for (let at = 0; at < padded.length; at += block) {
    const w = []
    for (let i = 0; i < 16; i++) w.push(long ? view.getBigUint64(at + i * 8) : BigInt(view.getUint32(at + i * 4)))
    for (let i = 16; i < rounds; i++) {
      const small0 = turn(w[i - 15], s0[0]) ^ turn(w[i - 15], s0[1]) ^ (w[i - 15] >> BigInt(s0[2]))
      const small1 = turn(w[i - 2], s1[0]) ^ turn(w[i - 2], s1[1]) ^ (w[i - 2] >> BigInt(s1[2]))
      w.push((w[i - 16] + small0 + w[i - 7] + small1) & mask)
    }
    let [a, b, c, d, e, f, g, h] = state
    for (let i = 0; i < rounds; i++) {
      const t1 = h + (turn(e, e1[0]) ^ turn(e, e1[1]) ^ turn(e, e1[2])) + ((e & f) ^ (~e & mask & g)) + constants[i] + w[i]
      const t2 = (turn(a, e0[0]) ^ turn(a, e0[1]) ^ turn(a, e0[2])) + ((a & b) ^ (a & c) ^ (b & c))
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & mask, c, b, a, (t1 + t2) & mask]
    }
    ;[a, b, c, d, e, f, g, h].forEach((x, i) => (state[i] = (state[i] + x) & mask))
  }
  return Uint8Array.from(state.flatMap((x) => [...bytesOf(x, Number(bits) / 8)]))
}

/** A number as bytes, the largest first. */
export function bytesOf(number, length) {
  const bytes = new Uint8Array(length)
  for (let i = length - 1; i >= 0; i--, number >>= 8n) bytes[i] = Number(number & 255n)
  return bytes
}

function firstPrimes(count) {
  const primes = []
  for (let n = 2; primes.length < count; n++) if (primes.every((p) => n % p)) primes.push(n)
  return primes
}

/** The first bits behind the point of a root. */
function fraction(number, root, bits) {
  const wanted = number << (bits * root)
  let low = 0n
  let high = 1n << (bits + 8n)
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (middle ** root <= wanted) low = middle
    else high = middle
  }
  return low & ((1n << bits) - 1n)
}
