import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { EmptyNotice, ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { DeviceEntry } from './device-entry.tsx';
import styles from './find-cameras.module.css';
import { devicesQuery } from './onvif-requests.ts';
import { DiscoveryForm, CredentialsForm, HostForm, type Search } from './search-forms.tsx';

/**
 * The room in which ONVIF cameras are found: on a chosen network interface or at a typed host. What is found is reviewed here;
 * a camera is registered in the room of a new camera only.
 */
export function FindCamerasRoom() {
  const { t } = useWords();
  usePageTitle(t('find.title'));
  const [search, setSearch] = useState<Search>({ region: 'main', username: '', password: '' });
  const change = (fields: Partial<Search>) => setSearch((current) => ({ ...current, ...fields }));
  return (
    <div className={form.room}>
      <h1 className={form.title}>{t('find.title')}</h1>
      <p className={form.lead}>{t('find.lead')}</p>
      <div className={styles.forms}>
        <DiscoveryForm search={search} change={change} />
        <CredentialsForm search={search} change={change} />
        <HostForm search={search} />
      </div>
      <ReviewList search={search} />
    </div>
  );
}

function ReviewList({ search }: { readonly search: Search }) {
  const { t } = useWords();
  const devices = useQuery(devicesQuery);
  if (devices.isPending) return <LoadingNotice />;
  if (!devices.data) return <ErrorNotice error={devices.error} onRetry={() => void devices.refetch()} />;
  return (
    <section aria-labelledby="review-list" className={styles.list}>
      <h2 id="review-list" className={styles.heading}>
        {t('find.list', { count: devices.data.length })}
      </h2>
      {devices.data.length === 0 && <EmptyNotice title={t('find.empty')} />}
      <ul className={styles.devices}>
        {devices.data.map((device) => (
          <DeviceEntry key={device.deviceId} device={device} search={search} />
        ))}
      </ul>
    </section>
  );
}
