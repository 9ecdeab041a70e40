import { useEffect, useState } from 'react';
import { useWords } from './language.ts';
import type { ServerSentence } from './server-sentence.ts';

export interface TextInLanguage {
  readonly text: string;
  /** Set where the text is not in the language of the reader. */
  readonly lang: 'en' | undefined;
}

type Translate = (sentence: ServerSentence) => string | undefined;
let loaded: Translate | undefined;

async function loadChinese(): Promise<Translate> {
  try {
    const { inChinese } = await import('./chinese-sentences.ts');
    loaded = inChinese;
    return inChinese;
  } catch {
    return () => undefined; // Without the sentences, texts are shown in English; the next component tries again.
  }
}

/** Sentences of the server in the language of the reader; empty until the Chinese sentences are fetched. */
export function useServerText(): (sentence: ServerSentence | string) => TextInLanguage {
  const { language } = useWords();
  const [translate, setTranslate] = useState<Translate | undefined>(() => loaded);
  const isMissing = language === 'zh' && translate === undefined;
  useEffect(() => {
    if (!isMissing) return;
    let current = true;
    void loadChinese().then((found) => current && setTranslate(() => found));
    return () => {
      current = false;
    };
  }, [isMissing]);
  return (given) => {
    const sentence = typeof given === 'string' ? { message: given } : given;
    if (language === 'en') return { text: sentence.message, lang: undefined };
    if (!translate) return { text: '', lang: undefined };
    const chinese = translate(sentence);
    return chinese === undefined
      ? { text: sentence.message, lang: 'en' }
      : { text: chinese, lang: undefined };
  };
}
