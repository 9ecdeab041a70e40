import type { RandomBytes } from '@vialog/contracts';

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Largest multiple of 36 in a byte: greater bytes are rejected, because they would favour the first digits. */
const maxUnbiased = 252;

/** A camera or site id: 12 characters of 0-9 a-z, each equally likely (62 bits). */
export function newId(random: RandomBytes): string {
  let id = '';
  while (id.length < 12) {
    for (const byte of random(16)) {
      if (byte < maxUnbiased && id.length < 12) id += digits[byte % 36];
    }
  }
  return id;
}
