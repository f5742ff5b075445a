/**
 * A new id for a move. A form keeps one for its whole life, so that a second click or a retry is the same move.
 * A UUID of version 7: it begins with the moment, so cases that are opened at one time lie together in the file.
 * Written by hand because crypto.randomUUID exists only under https, and an office network often has none.
 */
export function newMoveId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const moment = Date.now()
  for (let at = 0; at < 6; at++) bytes[at] = Math.floor(moment / 2 ** (8 * (5 - at))) % 256
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
