import { Button } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { OnvifDevice, OnvifSuggestion } from '@vialog/contracts';
import { draftOfSuggestion, offerCamera, substreamOf } from '../../forms/camera-draft.ts';
import { useWords } from '../../language/language.ts';
import { Facts } from '../../shell/section.tsx';
import styles from './find-cameras.module.css';
import { useReadDevice, useRemoveDevice } from './onvif-requests.ts';
import { ProfileTable } from './profile-table.tsx';
import { Outcome, type Search } from './search-forms.tsx';
import { ServerText } from '../../shell/server-text.tsx';

interface DeviceProps {
  readonly device: OnvifDevice;
  readonly search: Search;
}

/** One device of the review list: what it is, its profiles, and the cameras that can be added. */
export function DeviceEntry({ device, search }: DeviceProps) {
  const { t } = useWords();
  const name = device.name ?? device.hardwareModel ?? device.hardware ?? hostOf(device.deviceUrl);
  return (
    <li className={styles.device} aria-label={name}>
      <div className={styles.deviceHead}>
        <h3 className={styles.deviceName}>{name}</h3>
        <span className={styles.access} data-access={device.access}>
          {t(`onvifAccess.${device.access}`)}
        </span>
        <DeviceActions device={device} search={search} name={name} />
      </div>
      <Facts
        facts={[
          [t('find.address'), device.deviceUrl],
          [t('find.model'), [device.maker, device.hardwareModel].filter(Boolean).join(' ')],
          [t('find.firmware'), device.firmware ?? ''],
          [t('find.serial'), device.serialNumber ?? ''],
          [t('find.location'), device.location ?? ''],
          [t('find.region'), device.region === 'main' ? '' : device.region],
        ]}
      />
      <Notes device={device} />
      {device.suggestions.map((suggestion) => (
        <Suggestion key={suggestion.source} {...{ device, suggestion, search }} />
      ))}
    </li>
  );
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

function DeviceActions({ device, search, name }: DeviceProps & { readonly name: string }) {
  const { t } = useWords();
  const reading = useReadDevice();
  const removal = useRemoveDevice();
  const { deviceUrl, deviceId, region } = device;
  const readLabel = t(device.access === 'unknown' ? 'find.read' : 'find.readAgain');
  return (
    <div className={styles.actions}>
      <Outcome error={reading.error ?? removal.error} />
      <Button
        size="xs"
        variant="default"
        loading={reading.isPending}
        aria-label={`${readLabel}: ${name}`}
        onClick={() => reading.mutate({ ...search, region, host: deviceUrl })}
      >
        {readLabel}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        loading={removal.isPending}
        aria-label={`${t('find.remove')}: ${name}`}
        onClick={() => removal.mutate(deviceId)}
      >
        {t('find.remove')}
      </Button>
    </div>
  );
}

/** Sentences of the server; the state of access is above. */
function Notes({ device: { problem, warnings } }: { readonly device: OnvifDevice }) {
  return (
    <>
      {problem !== undefined && (
        <p className={styles.problem}>
          <ServerText of={problem} />
        </p>
      )}
      {warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <ServerText of={warning} />
        </p>
      ))}
    </>
  );
}

function Suggestion({ device, suggestion, search }: DeviceProps & { readonly suggestion: OnvifSuggestion }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { continues = false } = useSearch({ from: '/cameras/find' });
  const add = async () => {
    offerCamera({
      fields: draftOfSuggestion(suggestion, device.deviceUrl, search),
      substream: substreamOf(suggestion),
      continues,
    });
    await navigate({ to: '/cameras/new' });
  };
  return (
    <div className={styles.suggestion}>
      <ProfileTable
        caption={t('find.profilesOf', { name: suggestion.name })}
        profiles={device.profiles.filter(({ source }) => source === suggestion.source)}
      />
      <div className={styles.actions}>
        <Button
          size="xs"
          disabled={suggestion.stream === undefined}
          aria-label={`${t('find.add')}: ${suggestion.name}`}
          onClick={() => void add()}
        >
          {t('find.add')}
        </Button>
        <Registered suggestion={suggestion} />
      </div>
    </div>
  );
}

function Registered({ suggestion: { registered } }: { readonly suggestion: OnvifSuggestion }) {
  const { t } = useWords();
  return registered.slice(0, 5).map(({ cameraId, name, by }) => (
    <span key={cameraId} className={styles.registered}>
      {t(`registeredBy.${by}`)}{' '}
      <Link to="/cameras/$cameraId" params={{ cameraId }}>
        {name}
      </Link>
    </span>
  ));
}
