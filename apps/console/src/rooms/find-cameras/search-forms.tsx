import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { OnvifInterface } from '@vialog/contracts';
import form from '../../forms/camera-form.module.css';
import type { TypedCredentials } from '../../forms/camera-draft.ts';
import { useWords, type Words } from '../../language/language.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import { errorText, serverSentences } from '../../shell/error-text.ts';
import styles from './find-cameras.module.css';
import { interfacesQuery, useDiscovery, useReadDevice } from './onvif-requests.ts';

/** Where to search and with which credentials devices are read. */
export interface Search extends TypedCredentials {
  readonly region: string;
}

interface SearchProps {
  readonly search: Search;
  readonly change: (fields: Partial<Search>) => void;
}

export function DiscoveryForm({ search: { region }, change }: SearchProps) {
  const { t } = useWords();
  const interfaces = useQuery(interfacesQuery(region));
  const [chosen, setChosen] = useState<string | null>(null);
  const discovery = useDiscovery();
  const known = interfaces.data ?? [];
  const address = known.some((one) => one.address === chosen) ? chosen : null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (address !== null) discovery.mutate({ address, region });
  };
  return (
    <form onSubmit={submit} className={form.group}>
      <h2 className={styles.heading}>{t('find.onNetwork')}</h2>
      <Select
        label={t('find.interface')}
        placeholder={t('find.choose')}
        data={known.map((one) => ({ value: one.address, label: labelOf(one, t) }))}
        value={address}
        onChange={setChosen}
        error={interfaces.error && <Failure error={interfaces.error} />}
      />
      <TextInput
        label={t('find.region')}
        description={t('find.regionHint')}
        defaultValue={region}
        spellCheck={false}
        onBlur={(event) => change({ region: event.currentTarget.value.trim() || 'main' })}
      />
      <Button type="submit" disabled={address === null} loading={discovery.isPending}>
        {t('find.search')}
      </Button>
      <Outcome error={discovery.error}>
        {discovery.data && t('find.found', { count: discovery.data.items.length })}
      </Outcome>
    </form>
  );
}

const labelOf = ({ name, address, prefixLength, isLoopback }: OnvifInterface, t: Words['t']): string =>
  `${name} · ${address}/${prefixLength}${isLoopback ? ` · ${t('find.thisHost')}` : ''}`;

export function CredentialsForm({ search, change }: SearchProps) {
  const { t } = useWords();
  return (
    <div className={form.group} role="group" aria-labelledby="device-credentials">
      <h2 id="device-credentials" className={styles.heading}>
        {t('find.credentials')}
      </h2>
      <TextInput
        label={t('field.username')}
        value={search.username}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change({ username: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('field.password')}
        value={search.password}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
        autoComplete="new-password"
        onChange={(event) => change({ password: event.currentTarget.value })}
      />
      <p className={form.hint}>{t('find.credentialsHint')}</p>
    </div>
  );
}

export function HostForm({ search }: { readonly search: Search }) {
  const { t } = useWords();
  const [host, setHost] = useState('');
  const reading = useReadDevice();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    reading.mutate({ ...search, host });
  };
  return (
    <form onSubmit={submit} className={form.group} noValidate>
      <h2 className={styles.heading}>{t('find.atHost')}</h2>
      <TextInput
        label={t('find.host')}
        description={t('find.hostHint')}
        placeholder="192.0.2.5:8080"
        value={host}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setHost(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={host.trim() === ''} loading={reading.isPending}>
        {t('find.read')}
      </Button>
      <Outcome error={reading.error}>{reading.data && t('find.wasRead')}</Outcome>
    </form>
  );
}

/** The result of a request, announced to screen readers. */
export function Outcome({ error, children }: { readonly error: unknown; readonly children?: ReactNode }) {
  return (
    <div role="status" className={styles.outcome}>
      {error ? <Failure error={error} /> : children}
    </div>
  );
}

function Failure({ error }: { readonly error: unknown }) {
  const { t } = useWords();
  return (
    <span className={form.error}>
      <ErrorMessage text={errorText(error, t)} serverText={serverSentences(error)[0]} />
    </span>
  );
}
