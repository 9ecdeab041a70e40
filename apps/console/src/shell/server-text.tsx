import type { ServerSentence } from '../language/server-sentence.ts';
import { useServerText } from '../language/use-server-text.ts';

interface ServerTextProps {
  readonly of: ServerSentence | string;
  readonly className?: string | undefined;
}

/** A sentence of the server in the language of the reader. */
export function ServerText({ of, className }: ServerTextProps) {
  const { text, lang } = useServerText()(of);
  return (
    <span lang={lang} className={className}>
      {text}
    </span>
  );
}
