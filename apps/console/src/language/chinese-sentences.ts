import { chineseOfText, sentenceInChinese } from '@vialog/contracts/sentences';
import { problemInChinese } from '@vialog/search-line';
import type { ServerSentence } from './server-sentence.ts';

/** A sentence of the server in Chinese: by its code, else by its English text; undefined for an unknown one. */
export function inChinese({ code, params = {}, message }: ServerSentence): string | undefined {
  if (code === undefined) return chineseOfText(message);
  const suggestion = typeof params.suggestion === 'string' ? { suggestion: params.suggestion } : {};
  const chinese = sentenceInChinese(code, params);
  if (chinese === undefined)
    return problemInChinese({ code, params, ...suggestion }) ?? chineseOfText(message);
  return message.endsWith('.') ? `${chinese}。` : chinese;
}
