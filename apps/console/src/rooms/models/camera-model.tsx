import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { CameraResponse, ModelBindingsResponse } from '@vialog/contracts';
import { cameraQuery, namesQuery } from '../../api/queries.ts';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { ModelName } from '../../models/model-name.tsx';
import { ScopeName } from '../../models/scope-name.tsx';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { Section } from '../../shell/section.tsx';
import { ChangeFigures } from './change-figures.tsx';
import styles from './models.module.css';
import { precedenceOf, type Candidate } from './precedence.ts';

/** Finds a camera and explains which model it has, and why. */
export function CameraModel({ bindings }: { bindings: ModelBindingsResponse }) {
  const { t } = useWords();
  const { camera: cameraId } = useSearch({ from: '/models' });
  return (
    <div id="camera" className={styles.anchor}>
      <Section title={t('models.ofCamera')}>
        <CameraSearch key={cameraId} />
        {cameraId !== undefined && <Explanation cameraId={cameraId} bindings={bindings} />}
      </Section>
    </div>
  );
}

function CameraSearch() {
  const { t } = useWords();
  const [text, setText] = useState('');
  const typed = text.trim();
  const found = useQuery({ ...namesQuery(typed, ['camera']), enabled: typed !== '' });
  return (
    <div className={styles.search}>
      <TextInput
        label={t('models.findCamera')}
        autoComplete="off"
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {typed !== '' && found.data?.length === 0 && <p className={form.hint}>{t('models.noCamera')}</p>}
      <ul className={styles.found}>
        {typed !== '' &&
          found.data?.map(({ id, name }) => (
            <li key={id}>
              <Link to="/models" search={{ camera: id }} hash="camera">
                {name}
              </Link>
            </li>
          ))}
      </ul>
    </div>
  );
}

function Explanation({ cameraId, bindings }: { cameraId: string; bindings: ModelBindingsResponse }) {
  const { t } = useWords();
  const { data: camera, error, refetch } = useQuery(cameraQuery(cameraId));
  if (!camera)
    return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <LoadingNotice />;
  if (camera.streamKind === 'counter')
    return (
      <p>
        <b>{camera.name}</b> · {t('models.counter')}
      </p>
    );
  return (
    <>
      <p className={styles.what}>
        <Link to="/cameras/$cameraId" params={{ cameraId }}>
          {camera.name}
        </Link>
        <ModelName model={camera.model} />
      </p>
      <ol className={styles.rows} aria-label={t('models.precedence')}>
        {precedenceOf(camera, bindings).map((candidate) => (
          <CandidateRow key={JSON.stringify(candidate.source)} candidate={candidate} />
        ))}
      </ol>
      <OwnModelActions camera={camera} />
      <ChangeFigures camera={camera} />
    </>
  );
}

function CandidateRow({ candidate: { source, model, counts } }: { candidate: Candidate }) {
  const { t } = useWords();
  return (
    <li className={styles.candidate} data-counts={counts || undefined}>
      {source.kind === 'camera' ? <span>{t('models.ownModel')}</span> : <ScopeName source={source} />}
      <span>{model ? <ModelName model={model} /> : source.kind !== 'default' && t('models.noBinding')}</span>
      {counts && <span className={styles.counts}>{t('models.counts')}</span>}
    </li>
  );
}

function OwnModelActions({ camera: { cameraId: id, modelFrom } }: { camera: CameraResponse }) {
  const { t } = useWords();
  const search = { camera: id, scope: 'camera', id } as const;
  return (
    <div className={styles.actions}>
      <Link to="/models" search={{ ...search, act: 'bind' }}>
        {t('models.bindOwn')}
      </Link>
      {modelFrom?.kind === 'camera' && (
        <Link to="/models" search={{ ...search, act: 'unbind' }}>
          {t('models.unbindOwn')}
        </Link>
      )}
      <Link to="/models" search={search} hash="history">
        {t('models.history')}
      </Link>
    </div>
  );
}
