import { pinyin } from 'pinyin-pro';

/**
 * How a Chinese name is typed on a Latin keyboard: its pinyin without tones and the initials of its syllables, both in
 * lower case. 北停车场 → beitingchechang, btcc. Empty for a name without Chinese characters.
 */
export function pinyinKeys(name: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(name)) return [];
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true });
  const typed = syllables.map((syllable) => syllable.toLowerCase().replaceAll(/\s/g, ''));
  return [typed.join(''), typed.map((syllable) => syllable.charAt(0)).join('')];
}
