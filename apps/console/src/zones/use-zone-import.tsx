import { useState } from 'react';
import { useWords } from '../language/language.ts';
import type { ZoneEditorModel } from './use-zone-editor.ts';
import type { ZoneFile } from './zone-file.ts';
import styles from './zone-editor.module.css';
import { ServerText } from '../shell/server-text.tsx';

const maxProblems = 8;

/** Replaces the drawing by the zones of a file, or shows what is wrong in it. */
export function useZoneImport(editor: ZoneEditorModel) {
  const [result, setResult] = useState<ZoneFile>();
  const read = async (file: Blob) => {
    const savedIds = editor.state.zones.filter((zone) => !zone.isNew).map((zone) => zone.zoneId);
    const { readZoneFile } = await import('./zone-file.ts');
    const found = readZoneFile(await file.text(), savedIds);
    setResult(found);
    if (found.kind === 'zones') editor.dispatch({ kind: 'replaceAll', zones: found.zones });
  };
  return {
    read: (file: Blob) => void read(file),
    outcome: result && <ImportOutcome result={result} />,
  };
}

function ImportOutcome({ result }: { result: ZoneFile }) {
  const { t } = useWords();
  if (result.kind === 'zones')
    return (
      <p className={styles.imported} role="status">
        {t('editor.imported', { count: result.zones.length })}
      </p>
    );
  const problems = result.kind === 'invalid' ? result.problems : [];
  return (
    <div className={styles.importError} role="alert">
      <p>{t(result.kind === 'noJson' ? 'editor.importNoJson' : 'editor.importInvalid')}</p>
      {problems.slice(0, maxProblems).map(({ path, message }) => (
        <p key={`${path} ${message}`}>
          {path}: <ServerText of={message} />
        </p>
      ))}
      {problems.length > maxProblems && (
        <p>{t('editor.importMore', { count: problems.length - maxProblems })}</p>
      )}
    </div>
  );
}
