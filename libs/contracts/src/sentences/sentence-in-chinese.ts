import { sentences, type SentenceCode } from './all-sentences.ts';
import { codeSentence } from './code-sentence.ts';

type Params = Readonly<Record<string, string | number>>;

/** The sentence of a code in Chinese, without a final full stop; undefined for an unknown code or a missing value. */
export function sentenceInChinese(code: string, params: Params): string | undefined {
  const template = Object.hasOwn(sentences, code) ? sentences[code as SentenceCode] : undefined;
  if (!template) return undefined;
  let isComplete = true;
  const text = template[1].replaceAll(/\{\{(@?)(\w+)\}\}/g, (_, nested: string, name: string) => {
    const value = params[name];
    if (value === undefined) isComplete = false;
    return nested === '@' ? (chineseOf(String(value)) ?? String(value)) : String(value);
  });
  return isComplete ? text.trim() : undefined;
}

function chineseOf(text: string): string | undefined {
  const coded = codeSentence(text);
  return coded && sentenceInChinese(coded.code, coded.params);
}

/** An English sentence of the server in Chinese; undefined for an unknown one. */
export function chineseOfText(text: string): string | undefined {
  const chinese = chineseOf(text);
  return chinese !== undefined && text.endsWith('.') ? `${chinese}。` : chinese;
}
