const endsLatin = /[A-Za-z0-9]$/;
const startsLatin = /^[A-Za-z0-9]/;
const endsHan = /\p{Script=Han}$/u;
const startsHan = /^\p{Script=Han}/u;

/**
 * Template tag of Chinese texts: one space between Chinese characters and an inserted value in Latin letters or digits, none between
 * Chinese characters. The values themselves stay as they are.
 */
export function spaced(literals: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return values.reduce<string>(
    (text, value, i) => joined(joined(text, `${value}`), literals[i + 1] ?? ''),
    literals[0] ?? '',
  );
}

function joined(before: string, after: string): string {
  if ((endsHan.test(before) && startsLatin.test(after)) || (endsLatin.test(before) && startsHan.test(after)))
    return `${before} ${after}`;
  if (endsHan.test(before) && startsHan.test(after.trimStart())) return before + after.trimStart();
  return before + after;
}
