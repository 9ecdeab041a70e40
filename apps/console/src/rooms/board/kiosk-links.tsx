import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { KioskLink } from '@vialog/contracts';
import { createKioskLink, kioskLinksQuery, revokeKioskLink } from '../../api/board.ts';
import { kioskAddress } from '../../board/kiosk-secret.ts';
import { dayMonthYear } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import { errorText, serverSentences } from '../../shell/error-text.ts';
import styles from './board-settings.module.css';

/** Kiosk links: create one for the board as it is shown now, list them, revoke one. */
export function KioskLinks() {
  const { t } = useWords();
  const queries = useQueryClient();
  const links = useQuery(kioskLinksQuery);
  const onSuccess = () => queries.invalidateQueries({ queryKey: kioskLinksQuery.queryKey });
  const create = useMutation({ mutationFn: createKioskLink, onSuccess });
  const revoke = useMutation({ mutationFn: revokeKioskLink, onSuccess });
  const failure = links.error ?? create.error ?? revoke.error;
  return (
    <section className={styles.form} aria-label={t('kiosk.title')}>
      <h3>{t('kiosk.title')}</h3>
      <p>{t('kiosk.lead')}</p>
      <NewLinkForm isPending={create.isPending} onCreate={(name, days) => create.mutate({ name, days })} />
      {create.data && <NewLink key={create.data.secret} secret={create.data.secret} />}
      {failure && (
        <div role="alert">
          <ErrorMessage text={errorText(failure, t)} serverText={serverSentences(failure)[0]} />
        </div>
      )}
      {links.data?.length === 0 && <p>{t('kiosk.none')}</p>}
      <ul className={styles.links}>
        {links.data?.map((link) => (
          <LinkRow key={link.kioskLinkId} link={link} onRevoke={() => revoke.mutate(link.kioskLinkId)} />
        ))}
      </ul>
    </section>
  );
}

const validities = [1, 7, 30, 90, 365] as const;

function NewLinkForm({
  isPending,
  onCreate,
}: {
  isPending: boolean;
  onCreate: (name: string, days: number) => void;
}) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [days, setDays] = useState(365);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onCreate(name.trim(), days);
  };
  return (
    <form onSubmit={submit} className={styles.newLink}>
      <TextInput
        label={t('kiosk.name')}
        description={t('kiosk.nameHint')}
        value={name}
        maxLength={120}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <NativeSelect
        label={t('kiosk.days')}
        value={String(days)}
        data={validities.map((count) => ({ value: String(count), label: t('kiosk.dayCount', { count }) }))}
        onChange={({ currentTarget: { value } }) => setDays(Number(value))}
      />
      <Button type="submit" variant="default" loading={isPending} disabled={name.trim() === ''}>
        {t('kiosk.create')}
      </Button>
    </form>
  );
}

/** The address with the secret: the only time that it can be read. */
function NewLink({ secret }: { secret: string }) {
  const { t } = useWords();
  const [isCopied, setCopied] = useState(false);
  const address = kioskAddress(location, secret);
  return (
    <div className={styles.created} role="status">
      <TextInput
        label={t('kiosk.address')}
        description={t('kiosk.created')}
        value={address}
        readOnly
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button
        variant="default"
        onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}
        // Browsers give access to the clipboard over HTTPS and on this computer only.
        disabled={!isSecureContext}
      >
        {t(isCopied ? 'kiosk.copied' : 'kiosk.copy')}
      </Button>
    </div>
  );
}

function LinkRow({ link, onRevoke }: { link: KioskLink; onRevoke: () => void }) {
  const { t, tag } = useWords();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const time = dayMonthYear(Date.parse(link.expiresAt), { language: tag, timeZone });
  const confirmRevoke = () => {
    if (globalThis.confirm(t('kiosk.confirmRevoke', { name: link.name }))) onRevoke();
  };
  return (
    <li>
      <span>
        <b>{link.name}</b> · {t(`kiosk.state.${link.state}`)}
        {link.state === 'active' && ` · ${t('kiosk.validUntil', { time })}`} ·{' '}
        {t('kiosk.createdBy', { name: link.createdBy })}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('kiosk.revokeNamed', { name: link.name })}
        onClick={confirmRevoke}
      >
        {t('kiosk.revoke')}
      </Button>
    </li>
  );
}
