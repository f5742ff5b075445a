// Checks an evidence package: that it is whole, that its history is the one the checkpoint was signed over, and that all else fits the history.
import { sha256 } from './hashes.js'
import { fromBase64, fromHex, hex, joined, readKey, readNote, signedWith, utf8 } from './signatures.js'
import { unzip } from './zip.js'

const decode = (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

/** Everything that was checked, item by item, and what the package tells. */
export async function checkPackage(bytes) {
  const checks = []
  const check = async (group, title, says, test) => {
    let wrong
    try {
      wrong = await test()
    } catch {
      wrong = '内容不能读出。'
    }
    checks.push({ group, title, ok: !wrong, says: wrong || (typeof says === 'function' ? says() : says) })
  }
  let files
  try {
    files = await unzip(bytes)
  } catch (error) {
    return { ok: false, checks: [{ group: '完整性', title: '证据包可以打开', ok: false, says: error.message }], about: null, rows: [], key: '' }
  }

  const json = (name) => JSON.parse(decode(files.get(name)))
  const read = (name, otherwise) => {
    try {
      return json(name)
    } catch {
      return otherwise
    }
  }
  const manifest = read('manifest.json', { files: [], about: null })
  const history = read('history.json', [])
  const about = manifest.about ?? {}
  const keys = (await Promise.all((files.has('keys.txt') ? decode(files.get('keys.txt')) : '').split('\n').filter(Boolean).map(readKey))).filter(Boolean)
  let key

  await check('真实性', '清单的签名', () => `由 ${key.line} 签署。请与对方公布的公钥核对。`, async () => {
    const note = readNote(decode(files.get('manifest.sig')))
    key = note && (await signedWith(note, keys))
    if (!key) return '清单的签名与包内的公钥不符。'
    return note.text === `${key.name}/evidence\n${about.case}\n${hex(await sha256(files.get('manifest.json')))}\n` ? '' : '签名签的不是这份清单。'
  })
  await check('真实性', '历程的校验链', () => `${history.length} 条记录环环相扣，没有改动。`, async () => {
    let previous = new Uint8Array(32)
    for (const [at, row] of history.entries()) {
      const computed = await sha256(rowBytes(previous, about.case, row))
      if (row.seq !== at + 1 || hex(computed) !== row.hash) return `第 ${at + 1} 条记录与校验值不符。`
      previous = computed
    }
    return history.length ? '' : '没有历程。'
  })
  const proof = read('proof.json', {})
  await check('真实性', '历程已列入检查点', () => `第 ${proof.number} 号检查点的第 ${proof.index + 1} 行就是本事项第 ${history.length} 条记录。`, async () => {
    const last = history[history.length - 1]
    if (proof.leaf !== `case ${about.case} ${last.seq} ${last.hash} ${about.number}`) return '检查点里的那一行与历程的末条不符。'
    const note = readNote(decode(files.get('checkpoint.txt')))
    const lines = note.text.split('\n')
    if (lines[3] !== `number ${proof.number}`) return '检查点的编号不符。'
    const root = await rootOf(await sha256(joined([0], utf8(proof.leaf))), proof.index, Number(lines[1]), proof.hashes)
    return root && root === hex(fromBase64(lines[2])) ? '' : '由这一行和旁证算出的根值与检查点不符。'
  })
  await check('真实性', '检查点的签名', '检查点由同一系统签署，内容未改。', async () => {
    const note = readNote(decode(files.get('checkpoint.txt')))
    const signer = await signedWith(note, keys)
    return signer && note.text.startsWith(`${signer.name}\n`) ? '' : '检查点的签名与包内的公钥不符。'
  })
  const definitions = read('definitions.json', [])
  await check('真实性', '流程定义的文本', '流程定义就是发起时所依据的文本。', async () => {
    const opened = JSON.parse(history[0].events).find((e) => e.kind === 'opened')
    const digests = new Map()
    for (const one of definitions) {
      const text = hex(await sha256(files.get(one.path)))
      digests.set(`${one.key}@${one.version}`, hex(await sha256(utf8([text, ...one.calls.map((c) => digests.get(c))].join('\n')))))
    }
    return digests.get(`${opened.procedure}@${opened.version}`) === opened.digest ? '' : '流程定义的文本与发起时记下的校验值不符。'
  })
  await check('完整性', '文件与清单一致', () => `${manifest.files.length} 个文件一个不少，一个不多，内容未变。`, async () => {
    const listed = new Set(manifest.files.map((f) => f.path))
    for (const one of manifest.files) {
      if (!files.has(one.path)) return `缺少 ${one.path}。`
      if (hex(await sha256(files.get(one.path))) !== one.sha256 || files.get(one.path).length !== one.size) return `${one.path} 被改动过。`
    }
    const more = [...files.keys()].find((name) => !listed.has(name) && name !== 'manifest.json' && name !== 'manifest.sig')
    return more ? `多出清单没有的 ${more}。` : manifest.files.length ? '' : '清单是空的。'
  })
  await check('完整性', '历程中的附件', () => '历程中提到的附件都在，内容与历程中的校验值一致。', async () => {
    for (const hash of new Set(history.flatMap((row) => hashesIn(JSON.parse(row.events))))) {
      const found = [...files.keys()].find((name) => name.startsWith(`attachments/${hash}`))
      if (!found) return `缺少历程中提到的附件 ${hash}。`
      if (hex(await sha256(files.get(found))) !== hash) return `${found} 的内容与历程中的校验值不符。`
    }
    return ''
  })
  await check('完整性', '元数据', () => `编号 ${about.number}，${about.unitName}，${about.title}。`, () =>
    ['case', 'number', 'title', 'unit', 'unitName', 'procedure', 'version', 'openedOn', 'madeAt'].filter((name) => !about[name]).length ? '元数据不全。' : '')
  await check('可用性', '历程可以阅读', () => '每一条记录都有中文说明。', () => {
    const told = json('timeline.json')
    return told.length === history.length && told.every((row, at) => row.seq === at + 1 && row.what) ? '' : '中文历程与记录对不上。'
  })
  await check('可用性', '文件格式', '文件都是长期可读的格式，内容与扩展名一致。', () => {
    for (const [name, content] of files) {
      if (name.endsWith('.json')) json(name)
      if (name.endsWith('.pdf') && !decodeLatin(content.slice(0, 1024)).includes('%PDF-')) return `${name} 不是 PDF。`
      if (/\.(html|py|txt|yaml|sig)$/.test(name) && !name.startsWith('attachments/')) decode(content)
    }
    return ''
  })
  await check('安全性', '没有密钥和程序', '除了核验用的两个程序，包内没有可执行的内容，也没有密钥。杀毒请另行进行。', () => {
    for (const [name, content] of files) {
      const start = decodeLatin(content.slice(0, 4))
      if (start.startsWith('MZ') || start === '\x7fELF') return `${name} 是可执行文件。`
      if (!['verify.py', '说明.html'].includes(name) && decodeLatin(content).includes('PRIVATE+' + 'KEY+')) return `${name} 里有密钥。`
    }
    return ''
  })
  return { ok: checks.every((one) => one.ok), checks, about: manifest.about, rows: read('timeline.json', []), key: key?.line ?? '' }
}

function rowBytes(previous, id, row) {
  const text = (value) => {
    const bytes = utf8(value)
    return joined(number(bytes.length), bytes)
  }
  return joined(previous, text(id), number(row.seq), fromHex(row.moveId), number(row.at), text(row.person), text(row.move), text(row.events))
}

function number(value) {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value))
  return bytes
}

/** The root that a leaf and the hashes beside its way come to (RFC 9162); empty when they do not fit the size. */
async function rootOf(leaf, index, size, hashes) {
  let [at, last, hash] = [index, size - 1, leaf]
  if (at < 0 || at > last) return ''
  for (const one of hashes) {
    const beside = fromHex(one)
    if (last === 0) return ''
    if (at % 2 === 1 || at === last) {
      hash = await sha256(joined([1], beside, hash))
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
    } else hash = await sha256(joined([1], hash, beside))
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 ? hex(hash) : ''
}

/** The hashes of files anywhere in what happened: records with a hash and a name. */
function hashesIn(value) {
  if (Array.isArray(value)) return value.flatMap(hashesIn)
  if (!value || typeof value !== 'object') return []
  return typeof value.hash === 'string' && /^[0-9a-f]{64}$/.test(value.hash) && 'name' in value ? [value.hash] : Object.values(value).flatMap(hashesIn)
}

const decodeLatin = (bytes) => new TextDecoder('latin1').decode(bytes)
