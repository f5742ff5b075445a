// Reads the files of a zip; what two programs could read differently is refused.

/** Name → bytes. Throws a sentence where the file is no zip, or a torn one. */
export async function unzip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.length - 22
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw new Error('这不是证据包，或者文件不完整。')
  const files = new Map()
  let at = view.getUint32(end + 16, true)
  const count = view.getUint16(end + 10, true)
  let next = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new Error('证据包的目录已损坏。')
    const [method, crc, packed, size] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    const [nameLength, extra, comment, start] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)]
    const name = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at + 46, at + 46 + nameLength))
    if (start !== next || view.getUint32(start, true) !== 0x04034b50) throw new Error('证据包里夹有目录没有的内容。')
    const local = new TextDecoder().decode(bytes.subarray(start + 30, start + 30 + view.getUint16(start + 26, true)))
    if (local !== name || files.has(name)) throw new Error(`证据包里的 ${name} 有两种说法。`)
    const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true)
    const content = method === 0 ? bytes.slice(from, from + packed) : await inflate(bytes.subarray(from, from + packed), name)
    if (content.length !== size || crc32(content) !== crc) throw new Error(`证据包里的 ${name} 已损坏。`)
    files.set(name, content)
    next = from + packed
    at += 46 + nameLength + extra + comment
  }
  if (at !== end || next !== view.getUint32(end + 16, true)) throw new Error('证据包里夹有目录没有的内容。')
  return files
}

async function inflate(bytes, name) {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    return new Uint8Array(await new Response(stream).arrayBuffer())
  } catch {
    throw new Error(`证据包里的 ${name} 已损坏。`)
  }
}

const table = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
  return n >>> 0
})

function crc32(bytes) {
  let sum = 0xffffffff
  for (let i = 0; i < bytes.length; i++) sum = table[(sum ^ bytes[i]) & 255] ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}
