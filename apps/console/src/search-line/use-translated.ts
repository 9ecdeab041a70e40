import { useWords } from '../language/language.ts';
import { useLineTools } from './use-parsed-line.ts';

interface Coded {
  readonly code?: string | undefined;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
  /** In English. */
  readonly message: string;
}

export interface Translated {
  readonly text: string;
  /** Set where the text is not in the language of the reader. */
  readonly lang: 'en' | undefined;
}

/** Sentences of the server about a search line in the language of the reader, by code and parameters. */
export function useTranslated(): (sentence: Coded) => Translated {
  const { language } = useWords();
  const tools = useLineTools();
  return ({ code, params = {}, message }) => {
    if (language === 'en') return { text: message, lang: undefined };
    const suggestion = typeof params.suggestion === 'string' ? { suggestion: params.suggestion } : {};
    const chinese = code === undefined ? undefined : tools?.problemInChinese({ code, params, ...suggestion });
    return chinese === undefined ? { text: message, lang: 'en' } : { text: chinese, lang: undefined };
  };
}
