import { describe, expect, it } from 'vitest'
// @ts-expect-error plain modules: the same text goes into packages
import { digestByHand } from './hashes.js'
// @ts-expect-error plain modules, as above
import { fromHex, hex, readKey, readNote, signedWith, utf8 } from './signatures.js'
// @ts-expect-error plain modules, as above
import { sm2Verifies, sm3 } from './sm2.js'

describe('what an evidence package is checked with', () => {
  it('hashes by hand as the standard says, around every edge of a block', async () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 300]) {
      const bytes = new Uint8Array(length).map((_, i) => (i * 7) & 255)
      expect(hex(digestByHand(bytes, 32))).toBe(hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))))
      expect(hex(digestByHand(bytes, 64))).toBe(hex(new Uint8Array(await crypto.subtle.digest('SHA-512', bytes))))
    }
    expect(hex(sm3(utf8('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(hex(sm3(utf8('abcd'.repeat(16))))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })

  it('takes the signature of another program, and none over another text', async () => {
    const key = await readKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
    const note = readNote(
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
        '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
    )
    expect(await signedWith(note, [key])).toBe(key)
    expect(await signedWith({ ...note, text: note.text.replace('think', 'hope') }, [key])).toBeUndefined()
    expect(await readKey('PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')).toBeNull()
  })

  it('takes the SM2 signature of GM/T 0003.5, and none over another text', () => {
    const key = fromHex('0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13')
    const signature = fromHex('f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa')
    expect(sm2Verifies(key, utf8('message digest'), signature)).toBe(true)
    expect(sm2Verifies(key, utf8('message digesu'), signature)).toBe(false)
  })
})
