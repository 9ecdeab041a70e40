import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { ModelScopeKind } from '@vialog/contracts';
import { cameraFacetsQuery } from '../../api/camera-list.ts';
import { modelsQuery, sitesQuery } from '../../api/queries.ts';
import { NumberField } from '../../forms/number-field.tsx';
import { useWords } from '../../language/language.ts';
import { useScopeName } from '../../models/scope-name.tsx';
import { canaryRange, isBrokenPercent, thresholdRange, type BindingDraft } from './binding-draft.ts';
import { scopeKinds } from '../../models/models-search.ts';
import styles from './models.module.css';
import { ReasonField } from './reason-field.tsx';

interface FieldsProps {
  readonly draft: BindingDraft;
  readonly change: (fields: Partial<BindingDraft>) => void;
}

/** The fields of a binding. */
export function BindingFields({ draft, change }: FieldsProps) {
  const { t } = useWords();
  return (
    <div className={styles.fields}>
      <KindField draft={draft} change={change} />
      {draft.kind === 'site' && <SiteField draft={draft} change={change} />}
      {(draft.kind === 'group' || draft.kind === 'tag') && (
        <NameField kind={draft.kind} draft={draft} change={change} />
      )}
      <ModelField draft={draft} change={change} />
      <NumberField
        label={t('models.threshold')}
        help={t('models.thresholdHelp')}
        hint={t('fieldHint.threshold')}
        text={draft.threshold}
        range={thresholdRange}
        onText={(threshold) => change({ threshold })}
      />
      {draft.kind !== 'camera' && (
        <NumberField
          label={t('models.canary')}
          help={t('models.canaryHelp')}
          hint={t('models.canaryHint')}
          text={draft.canary}
          range={canaryRange}
          error={isBrokenPercent(draft.canary) && t('models.canaryHint')}
          onText={(canary) => change({ canary })}
        />
      )}
      <ReasonField value={draft.why} onChange={(why) => change({ why })} />
    </div>
  );
}

/** The model of a single camera is bound from where the camera is shown: its scope is fixed. */
function KindField({ draft, change }: FieldsProps) {
  const { t } = useWords();
  const cameraName = useScopeName(
    draft.kind === 'camera' ? { kind: 'camera', id: draft.id } : { kind: 'all' },
  );
  const kinds = scopeKinds.filter((kind) => (kind === 'camera') === (draft.kind === 'camera'));
  return (
    <NativeSelect
      label={t('models.scopeKind')}
      data={kinds.map((value) => ({
        value,
        label: value === 'camera' ? cameraName : t(`models.kind.${value}`),
      }))}
      value={draft.kind}
      onChange={(event) => change({ kind: event.currentTarget.value as ModelScopeKind, id: '' })}
      disabled={draft.kind === 'camera'}
    />
  );
}

function SiteField({ draft, change }: FieldsProps) {
  const { t } = useWords();
  const { data: sites = [] } = useQuery(sitesQuery);
  const options = sites.map(({ siteId, name }) => ({ value: siteId, label: name }));
  return (
    <NativeSelect
      label={t('models.kind.site')}
      data={[{ value: '', label: t('models.choose') }, ...options]}
      value={draft.id}
      onChange={(event) => change({ id: event.currentTarget.value })}
    />
  );
}

/** The name of a group or a tag; those of the cameras are offered. */
function NameField({ kind, draft, change }: FieldsProps & { kind: 'group' | 'tag' }) {
  const { t } = useWords();
  const { data } = useQuery(cameraFacetsQuery({}));
  const listId = useId();
  return (
    <div>
      <TextInput
        label={t(`models.kind.${kind}`)}
        maxLength={40}
        list={listId}
        autoComplete="off"
        value={draft.id}
        onChange={(event) => change({ id: event.currentTarget.value })}
      />
      <datalist id={listId}>
        {(data?.facets?.[kind]?.values ?? []).map(({ value }) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </div>
  );
}

function ModelField({ draft, change }: FieldsProps) {
  const { t } = useWords();
  const { data: models = [] } = useQuery(modelsQuery);
  const options = models.map(({ id, name, version }) => ({ value: id, label: `${name} · ${version}` }));
  const isKnown = draft.modelId === '' || models.some(({ id }) => id === draft.modelId);
  const missing = isKnown ? [] : [{ value: draft.modelId, label: draft.modelId }];
  return (
    <NativeSelect
      label={t('models.model')}
      data={[{ value: '', label: t('models.choose') }, ...missing, ...options]}
      value={draft.modelId}
      onChange={(event) => change({ modelId: event.currentTarget.value })}
    />
  );
}
